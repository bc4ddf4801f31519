using Chonk.Prover.Fields;

namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// A lookup of wide values as a sequence of lookups of their slices. Row i of the sequence holds the sums
/// <c>slice_i + step_{i+1} slice_{i+1} + step_{i+1} step_{i+2} slice_{i+2} + ...</c>, so the first row holds the whole keys and the whole
/// result, and <c>row_i - step_{i+1} row_{i+1}</c> is the entry that the table of row i must contain.
/// </summary>
/// <param name="slices">Tables and bases of the slices, least significant first.</param>
public sealed class MultiTable(IReadOnlyList<TableSlice> slices)
{
    /// <summary>Tables and bases of the slices, least significant first.</summary>
    public IReadOnlyList<TableSlice> Slices { get; } = slices;

    /// <summary>Cuts a key along the bases.</summary>
    /// <param name="key">The key.</param>
    /// <param name="digits">One digit per slice.</param>
    /// <returns>Whether the key is below the product of the bases.</returns>
    public bool Slice(in UInt256 key, Span<ulong> digits)
    {
        UInt256 rest = key;
        for (int i = 0; i < Slices.Count; i++)
        {
            rest = DivideBySmall(rest, Slices[i].Base, out digits[i]);
        }

        return rest.IsZero;
    }

    private static UInt256 DivideBySmall(in UInt256 value, ulong divisor, out ulong remainder)
    {
        UInt128 rest = value.L3;
        ulong q3 = (ulong)(rest / divisor);
        rest = ((rest % divisor) << 64) | value.L2;
        ulong q2 = (ulong)(rest / divisor);
        rest = ((rest % divisor) << 64) | value.L1;
        ulong q1 = (ulong)(rest / divisor);
        rest = ((rest % divisor) << 64) | value.L0;
        ulong q0 = (ulong)(rest / divisor);
        remainder = (ulong)(rest % divisor);
        return new(q0, q1, q2, q3);
    }
}
