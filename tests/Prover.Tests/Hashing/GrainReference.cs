using System.Numerics;

namespace Chonk.Prover.Tests.Hashing;

/// <summary>
/// An independent derivation of the constants of Poseidon2 by the Grain LFSR [Grassi et al. 2021, appendix F] and a permutation on
/// <see cref="BigInteger"/> with explicit matrices.
/// </summary>
internal sealed class GrainReference
{
    private static readonly int[][] ExternalMatrix = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]];
    private readonly Queue<int> register;

    public GrainReference()
    {
        register = new Queue<int>(
            string.Concat(Bits(1, 2), Bits(0, 4), Bits(254, 12), Bits(4, 12), Bits(8, 10), Bits(56, 10), new string('1', 30))
                .Select(c => c - '0'));
        for (int i = 0; i < 160; i++)
        {
            Step();
        }

        for (int round = 0; round < 64; round++)
        {
            for (int lane = 0; lane < (round is < 4 or >= 60 ? 4 : 1); lane++)
            {
                Constants[round, lane] = SampleBelowModulus();
            }
        }

        // Four candidate matrices fail the invariant-subspace tests of the Poseidon2 paper; the fifth is used.
        for (int i = 0; i < 16; i++)
        {
            Sample();
        }

        for (int i = 0; i < 4; i++)
        {
            Diagonal[i] = Sample() % Modulus;
        }
    }

    public static BigInteger Modulus { get; } =
        BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617", null);

    public BigInteger[,] Constants { get; } = new BigInteger[64, 4];

    /// <summary>The true diagonal of the internal matrix.</summary>
    public BigInteger[] Diagonal { get; } = new BigInteger[4];

    public BigInteger[] Permute(BigInteger[] state)
    {
        BigInteger[] x = Multiply(External, state);
        for (int round = 0; round < 64; round++)
        {
            bool full = round is < 4 or >= 60;
            for (int lane = 0; lane < (full ? 4 : 1); lane++)
            {
                x[lane] = BigInteger.ModPow(x[lane] + Constants[round, lane], 5, Modulus);
            }

            x = Multiply(full ? External : Internal, x);
        }

        return x;
    }

    private static BigInteger External(int row, int column) => ExternalMatrix[row][column];

    private BigInteger Internal(int row, int column) => row == column ? Diagonal[row] : BigInteger.One;

    private static BigInteger[] Multiply(Func<int, int, BigInteger> matrix, BigInteger[] x) =>
        [.. Enumerable.Range(0, 4).Select(row =>
            Enumerable.Range(0, 4).Aggregate(BigInteger.Zero, (sum, column) => (sum + (matrix(row, column) * x[column])) % Modulus))];

    private static string Bits(int value, int width) => Convert.ToString(value, 2).PadLeft(width, '0');

    private BigInteger SampleBelowModulus()
    {
        while (true)
        {
            BigInteger value = Sample();
            if (value < Modulus)
            {
                return value;
            }
        }
    }

    private BigInteger Sample()
    {
        BigInteger value = BigInteger.Zero;
        for (int i = 0; i < 254; i++)
        {
            int bit;
            int keep;
            do
            {
                keep = Step();
                bit = Step();
            }
            while (keep == 0);

            value = (value << 1) + bit;
        }

        return value;
    }

    private int Step()
    {
        int[] b = [.. register];
        int bit = b[62] ^ b[51] ^ b[38] ^ b[23] ^ b[13] ^ b[0];
        register.Dequeue();
        register.Enqueue(bit);
        return bit;
    }
}
