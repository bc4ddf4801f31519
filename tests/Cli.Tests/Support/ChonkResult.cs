using Xunit;

namespace Chonk.Cli.Tests.Support;

/// <summary>How a run of <c>chonk</c> ended.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Output">Lines of stdout.</param>
/// <param name="Error">Lines of stderr.</param>
internal sealed record ChonkResult(int ExitCode, string[] Output, string[] Error)
{
    /// <summary>Lines of stderr without the notice of an insecure SRS.</summary>
    public string[] Complaints => [.. Error.Where(line => !line.StartsWith("chonk: warning: development SRS", StringComparison.Ordinal))];

    /// <summary>Asserts success.</summary>
    public ChonkResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {string.Join(Environment.NewLine, Error)}");
        return this;
    }

    /// <summary>Asserts exit code 1 with exactly one line that contains every given text, and no stack trace.</summary>
    public void FailedWith(params string[] texts) => RefusedWith(1, texts);

    /// <summary>Asserts a failure with exactly one line that contains every given text, and no stack trace.</summary>
    public void RefusedWith(int exitCode, params string[] texts)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}: {string.Join(Environment.NewLine, Error)}");
        string line = Assert.Single(Complaints);
        Assert.StartsWith("chonk: error: ", line, StringComparison.Ordinal);
        Assert.All(texts, text => Assert.Contains(text, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }
}
