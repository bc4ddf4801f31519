using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// The polynomial <c>eq(r, X)</c> during sumcheck: the factor of the bound variables, that of the current one,
/// <c>(1 - r_k)(1 - X) + r_k X</c>, and the weights of the edges by a table of the low bits and a product for the others.
/// </summary>
internal sealed class EqWeights
{
    /// <summary>Bits of an edge's index that the table covers.</summary>
    public const int TableBits = 6;

    private readonly Fr[] point;
    private readonly Fr[] evenRows = new Fr[2 << TableBits];
    private readonly Fr[] oddRows = new Fr[2 << TableBits];
    private int round = -1;

    /// <summary>Starts before the first round.</summary>
    public EqWeights(ReadOnlySpan<Fr> point)
    {
        this.point = point.ToArray();
        NextRound();
    }

    /// <summary>The factor of the variables bound so far.</summary>
    public Fr Bound { get; private set; } = Fr.One;

    /// <summary>The weights of a block's 128 rows but for the block's own factor: those of its 64 edges on even rows, zero on odd ones.</summary>
    public ReadOnlySpan<Fr> EvenRows => evenRows;

    /// <summary>The same on odd rows, zero on even ones.</summary>
    public ReadOnlySpan<Fr> OddRows => oddRows;

    /// <summary>The bound factor times the current variable's at X = 0.</summary>
    public Fr AtZero => Bound * (Fr.One - point[round]);

    /// <summary>The bound factor times the current variable's at X = 1.</summary>
    public Fr AtOne => Bound * point[round];

    /// <summary>The factor of the block of edges that starts at <c>block * 64</c>.</summary>
    public Fr OfBlock(int block)
    {
        Fr product = Fr.One;
        for (int k = round + 1 + TableBits; k < point.Length; k++, block >>= 1)
        {
            product *= (block & 1) != 0 ? point[k] : Fr.One - point[k];
        }

        return product;
    }

    /// <summary>Binds the current variable and moves to the next.</summary>
    public void Bind(in Fr challenge)
    {
        Bound *= EqPolynomial.Factor(point[round], challenge);
        if (round + 1 < point.Length)
        {
            NextRound();
        }
    }

    private void NextRound()
    {
        round++;
        int count = Math.Min(TableBits, point.Length - round - 1);
        Span<Fr> table = stackalloc Fr[1 << TableBits];
        table.Clear();
        EqPolynomial.Expand(point.AsSpan(round + 1, count), table[..(1 << count)]);
        for (int edge = 0; edge < table.Length; edge++)
        {
            evenRows[2 * edge] = table[edge];
            oddRows[(2 * edge) + 1] = table[edge];
        }
    }
}
