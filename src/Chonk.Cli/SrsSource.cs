using Chonk.Prover.Commitments;
using Chonk.Traces.Reading;

namespace Chonk.Cli;

/// <summary>Opens the SRS a command works with and says, in one line, when it is the insecure development one.</summary>
internal static class SrsSource
{
    private const string Warning =
        "chonk: warning: development SRS, tau is public: proofs made or accepted with it are worth nothing outside tests";

    private static bool announced;

    /// <summary>Opens the powers of tau for circuits of up to <paramref name="rowCount"/> rows.</summary>
    /// <param name="directory">The user's choice, or null for the default.</param>
    /// <param name="rowCount">Rows of the largest circuit.</param>
    public static Srs Open(string? directory, int rowCount)
    {
        Require(directory, SrsFile.G1Name, SrsFile.G2Name);
        Srs srs = Srs.OpenOrDevelopment(directory, PointCountFor(rowCount));
        Announce(srs.IsInsecure);
        return srs;
    }

    /// <summary>Points that commit to a circuit of <paramref name="rowCount"/> rows and open it.</summary>
    /// <param name="rowCount">Rows of the largest circuit.</param>
    public static int PointCountFor(int rowCount) => rowCount + 1;

    /// <summary>The point <c>[tau]_2</c>, all that verification needs.</summary>
    /// <param name="directory">The user's choice, or null for the default.</param>
    public static G2Affine OpenTauG2(string? directory)
    {
        string? folder = Require(directory, SrsFile.G2Name);
        G2Affine tau = folder is null ? SrsGenerator.DevelopmentTauG2 : Srs.ReadTauG2(folder);
        Announce(tau == SrsGenerator.DevelopmentTauG2);
        return tau;
    }

    /// <summary>The directory to read, found to hold the files; null where the development SRS stands in for it.</summary>
    private static string? Require(string? directory, params ReadOnlySpan<string> names)
    {
        if (directory is null && !Directory.Exists(Srs.DefaultDirectory))
        {
            return null;
        }

        directory ??= Srs.DefaultDirectory;
        InputFile.RequireFolder(directory);
        foreach (string name in names)
        {
            InputFile.Require(Path.Combine(directory, name));
        }

        return directory;
    }

    private static void Announce(bool isInsecure)
    {
        if (isInsecure && !announced)
        {
            announced = true;
            Console.Error.WriteLine(Warning);
        }
    }
}
