namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// XOR of 32-bit words for BLAKE, plain or rotated: five slices of 6 bits and one of 5, of which only two count. Keys are sums of words that
/// may have grown to 35 bits; their excess is dropped.
/// </summary>
public static class BlakeTables
{
    private const ulong Base = 64;
    private const ulong LastBase = 32;

    private static readonly WordXorTable Plain = new(6, 6, 0);
    private static readonly WordXorTable Last = new(5, 2, 0);
    private static readonly WordXorTable Rotated1 = new(6, 6, 1);
    private static readonly WordXorTable Rotated2 = new(6, 6, 2);
    private static readonly WordXorTable Rotated4 = new(6, 6, 4);

    /// <summary>The XOR.</summary>
    public static MultiTable Xor { get; } = Create([Plain, Plain, Plain, Plain, Plain, Last], 0);

    /// <summary>The XOR rotated right by 16, times <c>2^-16</c>.</summary>
    public static MultiTable XorRotated16 { get; } = Create([Plain, Plain, Rotated4, Plain, Plain, Last], 16);

    /// <summary>The XOR rotated right by 8, times <c>2^-24</c>.</summary>
    public static MultiTable XorRotated8 { get; } = Create([Plain, Rotated2, Plain, Plain, Plain, Last], 8);

    /// <summary>The XOR rotated right by 7, times <c>2^-25</c>.</summary>
    public static MultiTable XorRotated7 { get; } = Create([Plain, Rotated1, Plain, Plain, Plain, Last], 7);

    /// <summary>
    /// Slice i of the result stands at bit <c>6 i</c>, or after rotation by r at bit <c>6 i - r</c>, modulo 32. A slice that the rotation
    /// cuts is rotated in its table by what remains. Everything is scaled so that the first slice has weight 1: for r > 0 by <c>2^(r - 32)</c>.
    /// </summary>
    private static MultiTable Create(BasicTable[] tables, int rotation)
    {
        Fr[] keyWeights = new Fr[tables.Length];
        Fr[] resultWeights = new Fr[tables.Length];
        Fr scale = rotation == 0 ? Fr.One : Fr.InverseOrZero(Fr.FromUInt64(1UL << (32 - rotation)));
        for (int i = 0; i < tables.Length; i++)
        {
            int bit = 6 * i;
            keyWeights[i] = Fr.FromUInt64(1UL << bit);
            int place =
                rotation == 0 || bit >= rotation ? bit - rotation
                : bit + 6 > rotation ? 0
                : bit - rotation + 32;
            resultWeights[i] = scale * Fr.FromUInt64(1UL << place);
        }

        return MultiTable.FromWeights(tables, [Base, Base, Base, Base, Base, LastBase], keyWeights, keyWeights, resultWeights);
    }
}
