using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Hashing;

/// <summary>
/// The permutation Poseidon2 over Fr with four lanes and s-box <c>x^5</c>: an external linear layer, 4 full rounds, 56 partial rounds,
/// 4 full rounds; and the sponge of rate 3 built on it, the hash of transcripts, keys and accumulators.
/// Source: [Grassi, Khovratovich, Schofnegger 2023], https://eprint.iacr.org/2023/323.
/// </summary>
public static partial class Poseidon2
{
    /// <summary>Lanes of the state: 4.</summary>
    public const int Width = 4;

    /// <summary>Lanes that a sponge absorbs between two permutations: 3.</summary>
    public const int Rate = Width - 1;

    /// <summary>Full rounds before, and again after, the partial ones: 4.</summary>
    public const int HalfFullRounds = 4;

    /// <summary>Rounds with one s-box: 56.</summary>
    public const int PartialRounds = 56;

    /// <summary>All rounds: 64.</summary>
    public const int Rounds = (2 * HalfFullRounds) + PartialRounds;

    private const int LimbsPerElement = 4;
    private static readonly Fr[] RoundConstantTable = CreateRoundConstants();
    private static readonly Fr[] Diagonal = ReadAll(InternalDiagonalLimbs);

    /// <summary>
    /// <c>d_0 .. d_3</c>: the internal linear layer is <c>y_i = d_i x_i + (x_0 + x_1 + x_2 + x_3)</c>, so the matrix has
    /// <c>d_i + 1</c> on its diagonal and ones elsewhere.
    /// </summary>
    public static ReadOnlySpan<Fr> InternalDiagonal => Diagonal;

    /// <summary>The four constants added in a round; in partial rounds (4 to 59) all but the first are zero.</summary>
    /// <param name="round">0 to 63.</param>
    public static ReadOnlySpan<Fr> RoundConstants(int round)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(round, Rounds);
        return RoundConstantTable.AsSpan(round * Width, Width);
    }

    /// <summary>Whether a round applies the s-box to the first lane alone.</summary>
    public static bool IsPartial(int round) => round is >= HalfFullRounds and < HalfFullRounds + PartialRounds;

    /// <summary>Replaces the state by its image under the permutation; about 500 multiplications.</summary>
    /// <param name="state">Exactly four lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute(Span<Fr> state)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, Width);
        Fr a = state[0];
        Fr b = state[1];
        Fr c = state[2];
        Fr d = state[3];
        Fr[] constants = RoundConstantTable;
        Fr[] diagonal = Diagonal;

        External(ref a, ref b, ref c, ref d);
        for (int round = 0; round < Rounds; round++)
        {
            int at = round * Width;
            if (IsPartial(round))
            {
                a = PowerOfFive(a + constants[at]);
                Fr sum = a + b + (c + d);
                a = (a * diagonal[0]) + sum;
                b = (b * diagonal[1]) + sum;
                c = (c * diagonal[2]) + sum;
                d = (d * diagonal[3]) + sum;
            }
            else
            {
                a = PowerOfFive(a + constants[at]);
                b = PowerOfFive(b + constants[at + 1]);
                c = PowerOfFive(c + constants[at + 2]);
                d = PowerOfFive(d + constants[at + 3]);
                External(ref a, ref b, ref c, ref d);
            }
        }

        state[0] = a;
        state[1] = b;
        state[2] = c;
        state[3] = d;
    }

    /// <summary>The external linear layer with which the permutation starts.</summary>
    /// <param name="state">Exactly four lanes.</param>
    public static void ApplyInitialLayer(Span<Fr> state)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, Width);
        External(ref state[0], ref state[1], ref state[2], ref state[3]);
    }

    /// <summary>
    /// One round: constants, s-box, linear layer. The permutation is <see cref="ApplyInitialLayer"/> followed by rounds 0 to 63; circuits
    /// need the states between.
    /// </summary>
    /// <param name="round">0 to 63.</param>
    /// <param name="state">Exactly four lanes.</param>
    public static void ApplyRound(int round, Span<Fr> state)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, Width);
        ReadOnlySpan<Fr> constants = RoundConstants(round);
        if (IsPartial(round))
        {
            state[0] = PowerOfFive(state[0] + constants[0]);
            Fr sum = state[0] + state[1] + (state[2] + state[3]);
            for (int i = 0; i < Width; i++)
            {
                state[i] = (state[i] * Diagonal[i]) + sum;
            }

            return;
        }

        for (int i = 0; i < Width; i++)
        {
            state[i] = PowerOfFive(state[i] + constants[i]);
        }

        External(ref state[0], ref state[1], ref state[2], ref state[3]);
    }

    /// <summary>
    /// The sponge hash of a sequence of known length: lane 3 starts as <c>length * 2^64</c>, each block of three elements is added to
    /// lanes 0 to 2 and followed by a permutation, and lane 0 is the digest. The empty sequence costs one permutation.
    /// </summary>
    /// <param name="elements">Any number of elements.</param>
    public static Fr Hash(ReadOnlySpan<Fr> elements)
    {
        Span<Fr> state = stackalloc Fr[Width];
        state.Clear();
        state[Rate] = Fr.FromInteger(new UInt256(0, (ulong)elements.Length, 0, 0));
        do
        {
            int block = Math.Min(Rate, elements.Length);
            for (int i = 0; i < block; i++)
            {
                state[i] += elements[i];
            }

            Permute(state);
            elements = elements[block..];
        }
        while (!elements.IsEmpty);

        return state[0];
    }

    /// <summary>
    /// The external layer, the matrix (5 7 1 3; 4 6 1 1; 1 3 5 7; 1 1 4 6) in eight additions and four doublings
    /// [Grassi et al. 2023, section 5.1].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void External(ref Fr a, ref Fr b, ref Fr c, ref Fr d)
    {
        Fr t0 = a + b;
        Fr t1 = c + d;
        Fr t2 = Fr.Double(b) + t1;
        Fr t3 = Fr.Double(d) + t0;
        Fr t4 = Fr.Double(Fr.Double(t1)) + t3;
        Fr t5 = Fr.Double(Fr.Double(t0)) + t2;
        a = t3 + t5;
        b = t5;
        c = t2 + t4;
        d = t4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fr PowerOfFive(in Fr value)
    {
        Fr square = Fr.Square(value);
        return Fr.Square(square) * value;
    }

    private static Fr[] CreateRoundConstants()
    {
        Fr[] packed = ReadAll(RoundConstantLimbs);
        Fr[] table = new Fr[Rounds * Width];
        int next = 0;
        for (int round = 0; round < Rounds; round++)
        {
            int count = IsPartial(round) ? 1 : Width;
            packed.AsSpan(next, count).CopyTo(table.AsSpan(round * Width));
            next += count;
        }

        return table;
    }

    private static Fr[] ReadAll(ReadOnlySpan<ulong> limbs)
    {
        Fr[] elements = new Fr[limbs.Length / LimbsPerElement];
        for (int i = 0; i < elements.Length; i++)
        {
            ReadOnlySpan<ulong> l = limbs.Slice(i * LimbsPerElement, LimbsPerElement);
            elements[i] = Fr.FromInteger(new UInt256(l[0], l[1], l[2], l[3]));
        }

        return elements;
    }
}
