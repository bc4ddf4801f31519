namespace Chonk.Prover.Arithmetization;

/// <summary>Which relation holds on a row of <see cref="MegaBlockKind.Poseidon2QuadInternal"/>.</summary>
public enum Poseidon2InternalGate
{
    /// <summary>None: the row is read by the one before it.</summary>
    None,

    /// <summary>Four internal rounds, hidden lanes on the next row too (<c>q_poseidon2_quad_internal</c>).</summary>
    Quad,

    /// <summary>The last four internal rounds, whole state on the next row (<c>q_poseidon2_quad_internal_terminal</c>).</summary>
    Terminal,

    /// <summary>From a whole state to the first quad row (<c>q_poseidon2_transition_entry</c>).</summary>
    Entry,
}
