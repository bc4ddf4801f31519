namespace Chonk.Gate;

/// <summary>What <c>chonk gate</c> returns to the shell.</summary>
public static class ExitCodes
{
    /// <summary>Within the baseline.</summary>
    public const int Pass = 0;

    /// <summary>Outside the baseline, or nothing to compare with.</summary>
    public const int Regression = 1;

    /// <summary>Wrong use, unreadable file, or the prover failed.</summary>
    public const int Usage = 2;

    /// <summary>The runs differ too much among themselves.</summary>
    public const int Inconclusive = 3;
}
