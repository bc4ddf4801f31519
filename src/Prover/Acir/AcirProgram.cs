namespace Chonk.Prover.Acir;

/// <summary>
/// A compiled Noir program: constrained functions, the first of which is the entry point. Unconstrained (Brillig) code is not kept:
/// it computes witnesses, which come ready-made.
/// </summary>
public sealed class AcirProgram
{
    /// <summary>A program of at least one function.</summary>
    internal AcirProgram(AcirFunction[] functions) => Functions = functions;

    /// <summary>The constrained functions.</summary>
    public IReadOnlyList<AcirFunction> Functions { get; }

    /// <summary>The entry point.</summary>
    public AcirFunction Main => Functions[0];
}
