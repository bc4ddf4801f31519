namespace Chonk.Prover.Arithmetization;

/// <summary>Which relation holds on a row of <see cref="MegaBlockKind.Poseidon2External"/>.</summary>
public enum Poseidon2ExternalGate
{
    /// <summary>None: the row is read by the one before it.</summary>
    None,

    /// <summary>One external round (<c>q_poseidon2_external</c>).</summary>
    Round,

    /// <summary>The linear layer at the start of the permutation (<c>q_poseidon2_external_initial</c>).</summary>
    Initial,
}
