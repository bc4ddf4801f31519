namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>The table of <c>(k, (O + k B).x, (O + k B).y)</c> for all k of a few bits, with a base B and an offset O that keeps sums finite.</summary>
/// <param name="name">Unique name.</param>
/// <param name="basePoint">B.</param>
/// <param name="offset">O.</param>
/// <param name="bitCount">Width of k.</param>
public sealed class GrumpkinMultiplesTable(string name, GrumpkinAffine basePoint, GrumpkinAffine offset, int bitCount)
    : BasicTable(name, 1 << bitCount)
{
    private readonly Lazy<GrumpkinAffine[]> points = new(() => Multiples(basePoint, offset, 1 << bitCount));

    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2) => key1 < (ulong)RowCount;

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2) => EntryAt((int)key1);

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row)
    {
        GrumpkinAffine point = points.Value[row];
        return new(row, Fr.FromUInt64((ulong)row), point.X, point.Y);
    }

    private static GrumpkinAffine[] Multiples(GrumpkinAffine basePoint, GrumpkinAffine offset, int count)
    {
        GrumpkinJacobian[] sums = new GrumpkinJacobian[count];
        sums[0] = offset;
        for (int i = 1; i < count; i++)
        {
            sums[i] = sums[i - 1] + basePoint;
        }

        GrumpkinAffine[] result = new GrumpkinAffine[count];
        GrumpkinJacobian.ToAffine(sums, result);
        return result;
    }
}
