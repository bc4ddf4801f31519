using Chonk.Gate.Running;

namespace Chonk.Gate.Tests.Support;

/// <summary>Git, as a person would call it.</summary>
internal static class Git
{
    /// <summary>Runs a command that must succeed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="words">The command.</param>
    internal static void Run(string folder, params string[] words)
    {
        ProcessResult result = ChildProcess.Run(["git", .. words], new Dictionary<string, string>(), folder, Patience.Limit, CancellationToken.None);
        Assert.True(result.Succeeded, string.Join('\n', result.LastLines));
    }
}
