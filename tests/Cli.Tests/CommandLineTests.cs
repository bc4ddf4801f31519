using Chonk.Cli.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

/// <summary>A command line or an environment that cannot be read is one line; the usage is what <c>--help</c> prints.</summary>
public sealed class CommandLineTests
{
    public static TheoryData<int, string, string, string[]> Wrong => new()
    {
        { 1, "--ivc_inputs_path", "chonk prove --help", ["prove"] },
        { 1, "'ultra_honk'", "chonk prove --help", ["prove", "--scheme", "ultra_honk", "--ivc_inputs_path", "x", "-o", "y"] },
        { 1, "--no_such_option", "chonk verify --help", ["verify", "--no_such_option", "-p", "x"] },
        { 1, "dance", "chonk --help", ["dance"] },
        { 1, "Required command", "chonk --help", [] },
        { 1, "Required command", "chonk trace --help", ["trace"] },
        { 1, "--threads", "chonk trace report --help", ["trace", "report", "x", "--threads", "0"] },
        { 2, "--rusn", "chonk gate check --help", ["gate", "check", "--rusn", "3"] },
        { 2, "chek", "chonk gate --help", ["gate", "chek"] },
        { 2, "--threads", "chonk gate check --help", ["gate", "check", "--threads", "257"] },
        { 2, "--no_such_option", "chonk inputs check --help", ["inputs", "check", "--no_such_option"] },
        { 2, "--history", "chonk bench compare --help", ["bench", "compare", "x"] },
        { 2, "--z", "chonk bench compare --help", ["bench", "compare", "x", "--history", "y", "--z", "high"] },
        { 2, "--z", "chonk bench compare --help", ["bench", "compare", "x", "--history", "y", "--z", "nan"] },
        { 2, "--min-change", "chonk bench compare --help", ["bench", "compare", "x", "--history", "y", "--min-change", "-1"] },
        { 2, "--window", "chonk bench compare --help", ["bench", "compare", "x", "--history", "y", "--window", "2"] },
        { 2, "--runs", "chonk bench run --help", ["bench", "run", "x", "--runs", "0"] },
        { 2, "--threads", "chonk remote run --help", ["remote", "run", "x", "-b", "y", "--threads", "257"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongCommandLine_IsOneLineThatNamesTheHelp(int exitCode, string word, string help, string[] arguments)
    {
        ChonkResult run = ChonkProcess.Run(arguments);
        run.RefusedWith(exitCode, word, $"; see {help}");
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("prove", "--help")]
    [InlineData("bench", "compare", "--help")]
    [InlineData("--version")]
    public void Help_IsPrintedWhateverElseIsMissing(params string[] arguments)
    {
        ChonkResult run = ChonkProcess.RunWith([("HARDWARE_CONCURRENCY", "abc")], arguments).Succeeded();
        Assert.NotEmpty(run.Output);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("4x")]
    [InlineData("257")]
    [InlineData("99999999999")]
    public void ThreadsThatAreNoNumber_AreRefused(string threads)
    {
        using SmallFlow flow = new();
        ChonkProcess.RunWith([("HARDWARE_CONCURRENCY", threads)], "prove", "--ivc_inputs_path", flow.Path, "-o", flow.In("out"))
            .FailedWith($"HARDWARE_CONCURRENCY: '{threads}' is not a number of threads from 1 to 256");
        Assert.False(Directory.Exists(flow.In("out")));
    }

    /// <summary>What a script passes for a variable that it has not set.</summary>
    [Fact]
    public void EmptyThreads_AreTakenAsNotGiven() =>
        Assert.Contains(ChonkProcess.RunWith([("HARDWARE_CONCURRENCY", "")], "fingerprint").Succeeded().Output, line => line.Contains("threads", StringComparison.Ordinal));

    [Theory]
    [InlineData(1, "prove", "--ivc_inputs_path", "{0}", "-o", "out")]
    [InlineData(1, "check", "--ivc_inputs_path", "{0}")]
    [InlineData(1, "gates", "-b", "{0}")]
    [InlineData(1, "verify", "-p", "{0}")]
    [InlineData(1, "trace", "report", "{0}")]
    [InlineData(1, "trace", "diff", "{0}", "{0}")]
    [InlineData(1, "trace", "open", "{0}")]
    [InlineData(1, "dashboard", "build", "{0}")]
    [InlineData(2, "bench", "compare", "{0}", "--history", "{0}")]
    [InlineData(2, "inputs", "check", "--pin", "{0}")]
    public void MissingFile_IsNamedInTheSameWords(int exitCode, params string[] arguments)
    {
        using SmallFlow flow = new();
        foreach (string path in new[] { flow.In("nowhere"), flow.In("no/folder/nowhere") })
        {
            ChonkResult run = ChonkProcess.Run([.. arguments.Select(word => word == "{0}" ? path : word)]);
            Assert.Equal(exitCode, run.ExitCode);
            Assert.EndsWith($": {path}: no such file", Assert.Single(run.Complaints), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, "prove", "--ivc_inputs_path", "FLOW", "-o", "{1}", "-c", "{0}")]
    [InlineData(1, "check", "--ivc_inputs_path", "FLOW", "-c", "{0}")]
    [InlineData(1, "verify", "-p", "FLOW", "-c", "{0}")]
    [InlineData(1, "srs", "info", "{0}")]
    [InlineData(2, "bench", "extract", "{0}", "x")]
    [InlineData(2, "inputs", "update", "{0}", "-o", "{1}")]
    public void MissingFolder_IsNamedInTheSameWords(int exitCode, params string[] arguments)
    {
        using SmallFlow flow = new();
        File.WriteAllText(flow.In("manifest.msgpack"), "");
        string path = flow.In("nowhere");
        ChonkResult run = ChonkProcess.Run([.. arguments.Select(word => word switch { "{0}" => path, "{1}" => flow.In("out"), "FLOW" => flow.Path, _ => word })]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.EndsWith($": {path}: no such folder", Assert.Single(run.Complaints), StringComparison.Ordinal);
        Assert.False(Directory.Exists(flow.In("out")));
    }

    [Theory]
    [InlineData("# A text")]
    [InlineData("")]
    [InlineData("{\"circuits\": []}")]
    public void NotAFlow_IsCalledSo(string text)
    {
        using SmallFlow flow = new();
        string path = flow.In("README.md");
        File.WriteAllText(path, text);
        ChonkProcess.Run("prove", "--ivc_inputs_path", path, "-o", flow.In("out")).FailedWith($"{path}: not a flow: ");
    }

    [Fact]
    public void PrintBench_IntoAFile_HasNoColours()
    {
        using SmallFlow flow = new();
        ChonkResult run = ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", flow.In("out"), "--print_bench").Succeeded();
        Assert.Contains(run.Error, line => line.Contains("ChonkAPI::prove", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Error, line => line.Contains('\e', StringComparison.Ordinal));
    }
}
