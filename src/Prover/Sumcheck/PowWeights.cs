namespace Chonk.Prover.Sumcheck;

/// <summary>
/// The pow polynomial <c>prod (1 - X_k + X_k beta_k)</c> during sumcheck: the factor of the variables already bound, that of the current
/// one, and the weights of the edges, <c>prod over later k of beta_k^(bit)</c>, as a short table for the low bits and a product for
/// the others.
/// </summary>
internal sealed class PowWeights
{
    /// <summary>Bits of an edge's index that the table covers.</summary>
    public const int TableBits = 6;

    private readonly Fr[] betas;
    private readonly int logSize;
    private readonly Fr[] table = new Fr[1 << TableBits];
    private int round = -1;

    /// <summary>Starts before the first round.</summary>
    /// <param name="betas">One element per round.</param>
    /// <param name="logSize">Variables of the columns; later ones are zero on every row.</param>
    public PowWeights(ReadOnlySpan<Fr> betas, int logSize)
    {
        this.betas = betas.ToArray();
        this.logSize = logSize;
        NextRound();
    }

    /// <summary>The factor of the variables bound so far.</summary>
    public Fr Bound { get; private set; } = Fr.One;

    /// <summary>The current variable's element.</summary>
    public Fr Current => betas[round];

    /// <summary>The weights of the 64 edges of a block but for the block's own factor.</summary>
    public ReadOnlySpan<Fr> Table => table;

    /// <summary>The factor of the block of edges that starts at <c>block * 64</c>.</summary>
    public Fr OfBlock(int block)
    {
        Fr product = Fr.One;
        for (int k = round + 1 + TableBits; block != 0; k++, block >>= 1)
        {
            if ((block & 1) != 0)
            {
                product *= betas[k];
            }
        }

        return product;
    }

    /// <summary>Binds the current variable and moves to the next.</summary>
    public void Bind(in Fr challenge)
    {
        Bound *= Fr.One + (challenge * (Current - Fr.One));
        if (round + 1 < betas.Length)
        {
            NextRound();
        }
    }

    private void NextRound()
    {
        round++;
        table[0] = Fr.One;
        for (int bit = 0; bit < TableBits; bit++)
        {
            int k = round + 1 + bit;
            Fr beta = k < Math.Min(logSize, betas.Length) ? betas[k] : default;
            for (int e = 0; e < 1 << bit; e++)
            {
                table[(1 << bit) + e] = table[e] * beta;
            }
        }
    }
}
