namespace Chonk.Prover.Sumcheck;

/// <summary>The challenges that keep subrelations apart.</summary>
internal static class Separators
{
    /// <summary><c>1, alpha, alpha^2, ...</c></summary>
    public static Fr[] Powers(in Fr alpha, int count)
    {
        Fr[] powers = new Fr[count];
        Fr power = Fr.One;
        for (int i = 0; i < count; i++)
        {
            powers[i] = power;
            power *= alpha;
        }

        return powers;
    }
}
