using Chonk.Cli.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

/// <summary>The edges of <c>chonk gate</c>'s command line; what it judges is tested in Gate.Tests.</summary>
public sealed class GateCommandTests
{
    /// <summary>1 means a regression, so a mistyped command must not end with it.</summary>
    [Theory]
    [InlineData("gate", "check", "--no_such_option")]
    [InlineData("gate", "check", "--runs", "many")]
    [InlineData("gate", "check", "--runs", "0")]
    [InlineData("gate", "update", "--reason", "x", "--runs", "-1")]
    [InlineData("gate", "check", "--threads", "0")]
    [InlineData("gate", "check", "--timeout", "0")]
    [InlineData("gate", "control")]
    [InlineData("gate", "update", "--max-mb", "1.5")]
    [InlineData("inputs", "check", "--no_such_option")]
    public void WrongCommandLine_ExitsWithTwo(params string[] arguments) => Assert.Equal(2, ChonkProcess.Run(arguments).ExitCode);

    [Fact]
    public void Check_EmptyAndRelativePaths_AreTakenAsTheCallerMeantThem()
    {
        string folder = Directory.CreateTempSubdirectory("chonk gate+cli ").FullName;
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        Directory.CreateDirectory(Path.Combine(folder, "flows", "flow"));
        Directory.CreateDirectory(Path.Combine(folder, "baselines"));
        File.WriteAllText(Path.Combine(folder, "flows", "flow", "ivc-inputs.msgpack"), "x");
        string prover = Path.Combine(folder, "prover.sh");
        File.WriteAllText(prover, """echo '[{"stage":"s","circuit_index":0,"circuit_name":"a","live_bytes":1000000}]' > "$2" """);
        string[] common =
        [
            "--flows", Path.Combine(relative, "flows"), "--baselines", Path.Combine(relative, "baselines"), "--memory", Path.Combine(relative, "memory"),
            "--prover", $"sh \"{prover}\" {{flow}} {{profile}}",
        ];

        ChonkResult check = ChonkProcess.Run(["gate", "check", .. common, "--html", "", "--markdown", "", "--sarif", "", "--history", "", "--root", ""]);
        Assert.True(check.ExitCode == 1, string.Join('\n', [.. check.Output, .. check.Error]));
        Assert.Contains(check.Output, l => l.Contains("CHONK1005", StringComparison.Ordinal));
        Assert.Empty(check.Error);
        Assert.True(File.Exists(Path.Combine(folder, "memory", "flow.memory_profile.json")));
        Directory.Delete(folder, recursive: true);
    }
}
