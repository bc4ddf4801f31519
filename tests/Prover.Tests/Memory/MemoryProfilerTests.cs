using Chonk.Prover.Memory;
using Xunit;

namespace Chonk.Prover.Tests.Memory;

public sealed class MemoryProfilerTests
{
    [Fact]
    public void Record_WithControl_ShowsItInItsStageOnly()
    {
        MemoryLedger ledger = new();
        MemoryProfiler profiler = new(ControlAllocation.Parse("app:b:after_oink:2"), ledger);
        foreach (string name in new[] { "app:a", "app:b" })
        {
            profiler.BeginCircuit(name);
            foreach (MemoryStage stage in Enum.GetValues<MemoryStage>())
            {
                profiler.Record(stage);
            }
        }

        Assert.Equal(10, profiler.Checkpoints.Count);
        MemoryCheckpoint grown = Assert.Single(profiler.Checkpoints, c => c.LiveBytes != 0);
        Assert.Equal((1, "app:b", "after_oink", 2L << 20), (grown.CircuitIndex, grown.CircuitName, grown.StageName, grown.LiveBytes));
        Assert.Equal(2L << 20, grown.Live.ByCategory[(int)BufferCategory.Other]);
        Assert.Equal(0, ledger.LiveBytes);

        // Not the next checkpoint either, whose peak counts from this one on.
        Assert.Equal(grown, Assert.Single(profiler.Checkpoints, c => c.PeakLiveBytes != 0));
        Assert.Equal(2L << 20, grown.Peak.ByCategory[(int)BufferCategory.Other]);
        Assert.All(profiler.Checkpoints, c => Assert.True(c.PeakResidentBytes > c.HeapBytes - c.LiveBytes));
    }

    [Fact]
    public void Record_PeakBetweenCheckpoints_IsSeenOnce()
    {
        MemoryLedger ledger = new();
        MemoryProfiler profiler = new(null, ledger);
        profiler.BeginCircuit("x");
        profiler.Record(MemoryStage.AfterAlloc);
        new NativeBuffer<byte>(5000, BufferCategory.Sumcheck, ledger).Dispose();
        profiler.Record(MemoryStage.AfterTrace);
        profiler.Record(MemoryStage.AfterOink);
        Assert.Equal([0L, 5000L, 0L], profiler.Checkpoints.Select(c => c.PeakLiveBytes));
    }

    [Fact]
    public void Record_Elapsed_IsTheTimeOfTheStage()
    {
        SteppingClock clock = new(TimeSpan.FromSeconds(1));
        MemoryProfiler profiler = new(null, new MemoryLedger(), clock);
        profiler.BeginCircuit("x");
        clock.Advance(TimeSpan.FromSeconds(30));
        profiler.Record(MemoryStage.AfterAlloc);
        profiler.Record(MemoryStage.AfterTrace);

        // Each reading of the clock takes its step: the time that a record takes is no part of a stage.
        Assert.Equal([TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(1)], profiler.Checkpoints.Select(c => c.Elapsed));
    }

    [Fact]
    public void Record_WithoutCircuit_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new MemoryProfiler().Record(MemoryStage.AfterAlloc));

    [Theory]
    [InlineData("")]
    [InlineData("app")]
    [InlineData("app:after_oink")]
    [InlineData("app:after_lunch:2")]
    [InlineData("app:after_oink:0")]
    [InlineData("app:after_oink:-1")]
    [InlineData("app:after_oink:2000")]
    public void ControlAllocation_Malformed_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => ControlAllocation.Parse(text));

    [Theory]
    [InlineData("*:after_oink:1", null)]
    [InlineData("app:b:after_oink:1", null)]
    [InlineData("#1:after_oink:1", null)]
    [InlineData("app:after_oink:1", "no circuit 'app'; circuits are #0 app:a, #1 app:b")]
    [InlineData("#2:after_oink:1", "no circuit '#2'; circuits are #0 app:a, #1 app:b")]
    public void ControlAllocation_CircuitThatIsNot_NamesThoseThatAre(string text, string? expected) =>
        Assert.Equal(expected, ControlAllocation.Parse(text).Misses(["app:a", "app:b"]));

    [Fact]
    public void ControlAllocation_StageThatIsNot_NamesThoseThatAre() => Assert.Equal(
        "no stage 'after_nothing'; stages are after_alloc, after_trace, after_oink, after_sumcheck, after_accumulate",
        Assert.Throws<FormatException>(() => ControlAllocation.Parse("*:after_nothing:2")).Message);

    /// <summary>A clock that goes on by a step at each reading, and else only when told to.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks += step.Ticks;

        public void Advance(TimeSpan time) => ticks += time.Ticks;
    }
}
