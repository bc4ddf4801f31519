using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Arithmetization;
using Chonk.Prover.Tests.Commitments;
using Xunit;

namespace Chonk.Prover.Tests.Ivc;

/// <summary>What proving a flow leaves in the process's own ledger; alone, since other tests book there too.</summary>
[Collection(SharedLedger.Name)]
public sealed class ProvingMemoryTests
{
    [Fact]
    public void Prove_TwoCircuits_RecordsFiveStagesEachAndFreesEverything()
    {
        Settle();
        long[] before = MemoryLedger.Shared.LiveBytesByCategory();
        MemoryProfiler profiler = new();
        ChonkProofTests.SmallFlow.Prove([SampleCircuits.Random(1), SampleCircuits.Random(2)], profiler);
        Assert.Equal(before, MemoryLedger.Shared.LiveBytesByCategory());
        Assert.Equal(
            Enumerable.Range(0, 2).SelectMany(i => Enum.GetValues<MemoryStage>().Select(stage => (i, stage))),
            profiler.Checkpoints.Select(c => (c.CircuitIndex, c.Stage)));

        // Between circuits nothing but the two polynomials of the accumulator is alive.
        IReadOnlyList<long> between = profiler.Checkpoints[4].Live.ByCategory;
        foreach (BufferCategory category in Enum.GetValues<BufferCategory>())
        {
            long own = between[(int)category] - before[(int)category];
            bool isAccumulator = category == BufferCategory.Accumulator;
            Assert.True(isAccumulator ? own > 0 : category == BufferCategory.Input || own == 0, $"{category}: {own}");
        }
    }

    [Fact]
    public void Prove_SameFlowTwice_HasTheSameExactMetrics()
    {
        static IEnumerable<(long, long, string)> Measure()
        {
            MemoryProfiler profiler = new();
            MemoryLedger.Shared.TakePeakSinceMark();
            ChonkProofTests.SmallFlow.Prove([SampleCircuits.Random(1), SampleCircuits.Random(2)], profiler);
            return [.. profiler.Checkpoints.Select(c => (c.LiveBytes, c.PeakLiveBytes, string.Join(',', c.Live.ByCategory)))];
        }

        Settle();
        Assert.Equal(Measure(), Measure());
    }

    /// <summary>Loads the key, whose points stay, and lets finalizers free what other tests forgot.</summary>
    private static void Settle()
    {
        Assert.True(TestCommitmentKey.Instance.Srs.PointCount > 0);
        SharedLedger.Settle();
    }
}
