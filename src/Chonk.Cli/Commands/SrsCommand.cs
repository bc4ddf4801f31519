using System.CommandLine;
using System.Globalization;
using Chonk.Cli.Output;
using Chonk.Prover.Commitments;
using Chonk.Traces.Reading;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk srs generate</c> and <c>chonk srs info</c>: the structured reference string.</summary>
internal static class SrsCommand
{
    /// <summary>The command with its two subcommands.</summary>
    public static Command Create()
    {
        Command command = new("srs", "Make or inspect a structured reference string (SRS).");
        command.Subcommands.Add(CreateGenerate());
        command.Subcommands.Add(CreateInfo());
        return command;
    }

    private static Command CreateGenerate()
    {
        Option<int> points = new("--points") { Description = "Powers of tau: one more than the largest circuit has rows.", Required = true };
        Option<int> grumpkinPoints = new("--grumpkin-points") { Description = "Points of Grumpkin; none by default." };
        Option<string> output = new("--output", "-o") { Description = "Directory to write to.", Required = true };
        Command command = new("generate", "Write the development SRS. Its tau is public: for tests only.") { points, grumpkinPoints, output };
        command.SetAction(result => Run(() =>
        {
            int count = result.GetValue(points);
            int grumpkinCount = result.GetValue(grumpkinPoints);
            if (count < 1 || grumpkinCount < 0)
            {
                throw new ArgumentException("--points must be at least 1, --grumpkin-points at least 0.");
            }

            string directory = result.GetValue(output)!;
            OutputFiles files = new();
            files.AddFolder("--output", directory, SrsFile.G1Name, SrsFile.G2Name, SrsFile.GrumpkinName);
            SrsGenerator.Generate(directory, count, grumpkinCount);
            Print(SrsInfo.Read(directory));
        }));
        return command;
    }

    private static Command CreateInfo()
    {
        Argument<string> directory = new("dir") { Description = "Directory of bn254_g1.dat and bn254_g2.dat." };
        Command command = new("info", "Say what a directory of reference strings holds.") { directory };
        command.SetAction(result => Run(() =>
        {
            InputFile.RequireFolder(result.GetValue(directory)!);
            Print(SrsInfo.Read(result.GetValue(directory)!));
        }));
        return command;
    }

    private static void Print(SrsInfo info) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{info.Directory}: {info.PointCount} points of BN254, {info.GrumpkinPointCount} of Grumpkin, {(info.IsInsecure ? "INSECURE: tau is public" : "tau not known here")}"));

    private static int Run(Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (Exception exception) when (exception is SrsFormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("chonk srs: " + exception.Message);
            return 1;
        }
    }
}
