using Chonk.Prover.Scheduling;
using Xunit;

namespace Chonk.Prover.Tests.Scheduling;

public sealed class WorkSchedulerTests
{
    [Theory]
    [InlineData(1, 1000, 7)]
    [InlineData(2, 1000, 7)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 5, 100)]
    [InlineData(2, 0, 1)]
    public void For_AnyShape_CoversEveryIndexOnce(int threads, int count, int grain)
    {
        using WorkScheduler scheduler = new(threads);
        for (int round = 0; round < 50; round++)
        {
            int[] seen = new int[count];
            scheduler.For(count, grain, (start, end, worker) =>
            {
                Assert.InRange(worker, 0, threads - 1);
                Assert.InRange(end - start, 1, grain);
                for (int i = start; i < end; i++)
                {
                    Interlocked.Increment(ref seen[i]);
                }
            });
            Assert.All(seen, x => Assert.Equal(1, x));
        }
    }

    [Fact]
    public void For_Nested_RunsInline()
    {
        using WorkScheduler scheduler = new(2);
        int total = 0;
        scheduler.For(8, 1, (start, _, outer) => scheduler.For(10, 3, (s, e, inner) =>
        {
            Assert.Equal(outer, inner);
            Interlocked.Add(ref total, e - s);
        }));
        Assert.Equal(80, total);
    }

    [Fact]
    public void For_BodyThrows_RethrowsAndStaysUsable()
    {
        using WorkScheduler scheduler = new(2);
        Assert.Throws<InvalidOperationException>(() =>
            scheduler.For(100, 1, (start, _, _) =>
            {
                if (start == 41)
                {
                    throw new InvalidOperationException("41");
                }
            }));
        int count = 0;
        scheduler.For(10, 1, (_, _, _) => Interlocked.Increment(ref count));
        Assert.Equal(10, count);
    }
}
