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

    /// <summary>
    /// A lookup whose columns weigh slice i with <c>weights[i]</c>: the steps are the quotients of neighbours, 0 where a weight is 0.
    /// </summary>
    /// <param name="tables">The table of each slice.</param>
    /// <param name="bases">The base of each slice.</param>
    /// <param name="weights1">Weights of the first column.</param>
    /// <param name="weights2">Weights of the second column.</param>
    /// <param name="weights3">Weights of the third column.</param>
    public static MultiTable FromWeights(
        ReadOnlySpan<BasicTable> tables, ReadOnlySpan<ulong> bases, ReadOnlySpan<Fr> weights1, ReadOnlySpan<Fr> weights2, ReadOnlySpan<Fr> weights3)
    {
        TableSlice[] slices = new TableSlice[tables.Length];
        for (int i = 0; i < slices.Length; i++)
        {
            slices[i] = new(tables[i], bases[i], Step(weights1, i), Step(weights2, i), Step(weights3, i));
        }

        return new(slices);

        static Fr Step(ReadOnlySpan<Fr> weights, int i) => i == 0 ? Fr.One : weights[i] * Fr.InverseOrZero(weights[i - 1]);
    }

    /// <summary>A lookup of <paramref name="count"/> slices in one table with the same steps everywhere.</summary>
    public static MultiTable Repeat(BasicTable table, ulong radix, int count, in Fr step1, in Fr step2, in Fr step3)
    {
        TableSlice slice = new(table, radix, step1, step2, step3);
        return new([.. Enumerable.Repeat(slice, count)]);
    }

    /// <summary>Cuts keys along the bases and sums the entries of their slices from the most significant one down.</summary>
    /// <param name="key1">First key.</param>
    /// <param name="key2">Second key; 0 if the tables have one key.</param>
    /// <param name="sums">Row i: the position in the table of slice i, and the sums of its columns from that slice on.</param>
    /// <returns>Whether the keys fit; if not, slices outside a table count as 0.</returns>
    public bool TryAccumulate(in UInt256 key1, in UInt256 key2, out TableEntry[] sums)
    {
        int count = Slices.Count;
        Span<ulong> digits1 = count <= 64 ? stackalloc ulong[count] : new ulong[count];
        Span<ulong> digits2 = count <= 64 ? stackalloc ulong[count] : new ulong[count];
        bool fits = Slice(key1, digits1) & Slice(key2, digits2);
        sums = new TableEntry[count];
        for (int i = count - 1; i >= 0; i--)
        {
            BasicTable table = Slices[i].Table;
            if (!table.Contains(digits1[i], digits2[i]))
            {
                fits = false;
                (digits1[i], digits2[i]) = (0, 0);
            }

            TableEntry entry = table.EntryOf(digits1[i], digits2[i]);
            sums[i] = entry;
            if (i + 1 < count)
            {
                TableSlice next = Slices[i + 1];
                sums[i] = new(
                    entry.Row,
                    entry.Column1 + (sums[i + 1].Column1 * next.Step1),
                    entry.Column2 + (sums[i + 1].Column2 * next.Step2),
                    entry.Column3 + (sums[i + 1].Column3 * next.Step3));
            }
        }

        return fits;
    }

    /// <summary>Cuts a key along the bases; whether it is below their product.</summary>
    private bool Slice(in UInt256 key, Span<ulong> digits)
    {
        UInt256 rest = key;
        for (int i = 0; i < Slices.Count; i++)
        {
            rest = UInt256.Divide(rest, Slices[i].Base, out digits[i]);
        }

        return rest.IsZero;
    }
}
