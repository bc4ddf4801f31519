using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Lookups;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Circuits.Hashes;

/// <summary>
/// The mixing function that BLAKE2s and BLAKE3 share [RFC 7693, section 3.1, https://www.rfc-editor.org/rfc/rfc7693]. The first sums
/// of a mixing step may exceed 32 bits: the tables drop the excess. The last ones are reduced.
/// </summary>
/// <remarks>Gates follow the reference prover.</remarks>
internal static class BlakeRounds
{
    /// <summary>Words of the working state.</summary>
    public const int StateWords = 16;

    /// <summary>The eight words that both functions start from.</summary>
    public static uint[] InitializationVector => Blake3.InitializationVector;

    /// <summary>A word that is not reduced has at most 35 bits.</summary>
    private const int CarryBits = 3;

    /// <summary>One round: columns, then diagonals.</summary>
    /// <param name="v">The state, 16 words.</param>
    /// <param name="m">The message block, 16 words.</param>
    /// <param name="schedule">The order in which the message words enter.</param>
    public static void Round(Span<CircuitField> v, ReadOnlySpan<CircuitField> m, ReadOnlySpan<byte> schedule)
    {
        for (int i = 0; i < 4; i++)
        {
            Mix(v, i, 4 + i, 8 + i, 12 + i, m[schedule[2 * i]], m[schedule[(2 * i) + 1]]);
        }

        for (int i = 0; i < 4; i++)
        {
            int b = 4 + ((i + 1) % 4);
            int c = 8 + ((i + 2) % 4);
            int d = 12 + ((i + 3) % 4);
            Mix(v, i, b, c, d, m[schedule[8 + (2 * i)]], m[schedule[9 + (2 * i)]]);
        }
    }

    /// <summary>The XOR of two words.</summary>
    public static CircuitField Xor(in CircuitField left, in CircuitField right) => CircuitLookup.Read(BlakeTables.Xor, left, right).Column3[0];

    /// <summary>
    /// <c>a += b + x; d = (d ^ a) >>> 16; c += d; b = (b ^ c) >>> 12; a += b + y; d = (d ^ a) >>> 8; c += d; b = (b ^ c) >>> 7</c>.
    /// </summary>
    private static void Mix(Span<CircuitField> v, int a, int b, int c, int d, in CircuitField x, in CircuitField y)
    {
        v[a] = v[a].AddTwo(v[b], x);
        v[d] = XorRotated(BlakeTables.XorRotated16, v[d], v[a], 16);
        v[c] += v[d];

        // Rotation by 12 is by whole slices: (x - 2^12 (x >> 12)) 2^20 + (x >> 12), and row 2 holds x >> 12.
        CircuitField[] xor = CircuitLookup.Read(BlakeTables.Xor, v[b], v[c]).Column3;
        v[b] = xor[2] + ((xor[0] - (xor[2] * Fr.FromUInt64(1 << 12))) * Fr.FromUInt64(1 << 20));
        v[a] = Words.Add(v[a], v[b] + y, CarryBits);
        v[d] = XorRotated(BlakeTables.XorRotated8, v[d], v[a], 8);
        v[c] = Words.Add(v[c], v[d], CarryBits);
        v[b] = XorRotated(BlakeTables.XorRotated7, v[b], v[c], 7);
    }

    private static CircuitField XorRotated(MultiTable table, in CircuitField left, in CircuitField right, int rotation) =>
        CircuitLookup.Read(table, left, right).Column3[0] * Fr.FromUInt64(1UL << (32 - rotation));
}
