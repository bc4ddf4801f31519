using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Running;

public sealed class ChildProcessTests
{
    /// <summary>On a busy machine the pool has no thread to spare; what a process says is read all the same, and its end is seen.</summary>
    [Fact]
    public async Task Run_EveryThreadOfThePoolBusy_LosesNoOutput()
    {
        using var over = new ManualResetEvent(false);
        Task[] busy = [.. Enumerable.Range(0, 64).Select(_ => Task.Run(over.WaitOne))];
        ProcessResult result;
        try
        {
            result = ChildProcess.Run(
                ["sh", "-c", "echo said; echo complaint >&2; exit 3"], new Dictionary<string, string>(), Path.GetTempPath(), Patience.Limit, CancellationToken.None);
        }
        finally
        {
            over.Set();
            await Task.WhenAll(busy);
        }

        Assert.Equal((ProcessEnd.Exited, 3, "said\n"), (result.End, result.ExitCode, result.Output));
        Assert.Equal(["said", "complaint"], result.LastLines);
    }
}
