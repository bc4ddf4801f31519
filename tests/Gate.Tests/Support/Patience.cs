using System.Diagnostics;

namespace Chonk.Gate.Tests.Support;

/// <summary>How tests wait: for a condition, and so long that only what hangs is given up, on a machine however slow or busy.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>What takes longer hangs. Shorter than the gate allows a prover, so that no test mistakes its timeout for an end.</summary>
    internal static TimeSpan Limit { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">The condition in words, for the failure.</param>
    internal static void Until(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"not after {Limit.TotalMinutes} minutes: {what}");
            Thread.Sleep(Pause);
        }
    }
}
