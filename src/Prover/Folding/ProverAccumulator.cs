using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Folding;

/// <summary>
/// The prover's accumulator: the claim with its two polynomials, which it owns. Their stored ranges start at 0 (F) and 1 (G), so of two
/// accumulators one's ranges contain the other's.
/// </summary>
/// <param name="claim">What the verifier knows.</param>
/// <param name="unshifted">F.</param>
/// <param name="toBeShifted">G, with constant coefficient zero.</param>
/// <param name="logSize">Logarithm of the number of coefficients of both.</param>
public sealed class ProverAccumulator(VerifierAccumulator claim, Polynomial unshifted, Polynomial toBeShifted, int logSize) : IDisposable
{
    /// <summary>What the verifier knows.</summary>
    public VerifierAccumulator Claim { get; } = claim;

    /// <summary>F.</summary>
    public Polynomial Unshifted { get; } = unshifted;

    /// <summary>G; the claim is about its shift.</summary>
    public Polynomial ToBeShifted { get; } = toBeShifted;

    /// <summary>Logarithm of the number of coefficients, those beyond the stored ranges being zero.</summary>
    public int LogSize { get; } = logSize;

    /// <summary>Frees both polynomials.</summary>
    public void Dispose()
    {
        Unshifted.Dispose();
        ToBeShifted.Dispose();
    }
}
