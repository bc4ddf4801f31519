namespace Chonk.Prover.Folding.Oink;

/// <summary>
/// The part of the grand product that public inputs leave open. Their cells in <c>w_r</c> keep the identity's name <c>2^28 + row</c> while
/// sigma names <c>-(row + 1)</c>, so the product over all rows is
/// <c>delta = prod (x_i + beta (2^28 + row_i) + gamma) / prod (x_i - beta (row_i + 1) + gamma)</c>.
/// Source: [Gabizon, Williamson, Ciobotaru 2019, section 8], https://eprint.iacr.org/2019/953.
/// </summary>
internal static class PublicInputDelta
{
    private const long CellSeparator = 1 << 28;

    /// <summary>delta, or zero when a challenge makes a denominator vanish.</summary>
    /// <param name="publicInputs">x_0, x_1, ...</param>
    /// <param name="offset">Row of x_0.</param>
    /// <param name="beta">Challenge.</param>
    /// <param name="gamma">Challenge.</param>
    public static Fr Compute(ReadOnlySpan<Fr> publicInputs, int offset, in Fr beta, in Fr gamma)
    {
        Fr numerator = Fr.One;
        Fr denominator = Fr.One;
        Fr identity = gamma + (beta * Fr.FromInt(CellSeparator + offset));
        Fr permuted = gamma - (beta * Fr.FromInt((long)offset + 1));
        foreach (ref readonly Fr input in publicInputs)
        {
            numerator *= identity + input;
            denominator *= permuted + input;
            identity += beta;
            permuted -= beta;
        }

        return numerator * Fr.InverseOrZero(denominator);
    }
}
