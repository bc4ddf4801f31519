using Chonk.Gate.Running;

namespace Chonk.Gate.Tests.Running;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("bb prove", "bb|prove")]
    [InlineData("  \"a b/bb\"  'c d' e\"f g\"h ", "a b/bb|c d|ef gh")]
    [InlineData("C:\\x\\bb.exe \"\" x", "C:\\x\\bb.exe||x")]
    public void TrySplit_Words_AreSeparatedAtBlanksOutsideQuotes(string text, string expected)
    {
        Assert.True(CommandLine.TrySplit(text, out IReadOnlyList<string> words));
        Assert.Equal(expected.Split('|'), words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("bb \"open")]
    [InlineData("\"\" x")]
    public void TrySplit_NoProgramOrOpenQuote_IsRefused(string text) => Assert.False(CommandLine.TrySplit(text, out _));

    [Fact]
    public void WordsOf_PlainCommand_GetsTheReferenceProversOptions() => Assert.Equal(
        ["bb", "prove", "--scheme", "chonk", "--ivc_inputs_path", "in put", "-o", "out", "--memory_profile_out", "p", "-c", "srs", "--control_stage", "a:s:1"],
        ProfileRun.WordsOf(Request("bb") with { SrsDirectory = "srs", ControlStage = "a:s:1" }, "p", "out"));

    [Fact]
    public void WordsOf_Template_IsTakenAsItStands() => Assert.Equal(
        ["sh", "run.sh", "in put", "--to=p", "out"], ProfileRun.WordsOf(Request("sh run.sh {flow} --to={profile} {output}"), "p", "out"));

    private static ProfileRequest Request(string command) =>
        new() { Flow = new Flow("f", "in put"), ProverCommand = command, ProverPath = "bb", ProfilePath = "x" };
}
