using Chonk.Prover.Diagnostics;
using Xunit;

namespace Chonk.Prover.Tests.Diagnostics;

public sealed class ZoneTests
{
    [Fact]
    public void Zones_NestedAndOnThreads_AreRecordedWithParents()
    {
        using ZoneRecorder recorder = ZoneRecorder.Start();
        using (Zone.Enter("outer"))
        {
            for (int i = 0; i < 2000; i++)
            {
                using Zone inner = Zone.Enter("inner");
            }
        }

        Thread thread = new(() =>
        {
            using Zone zone = Zone.Enter("elsewhere");
        })
        { Name = "worker-7" };
        thread.Start();
        thread.Join();

        var threads = recorder.Events();
        IReadOnlyList<ZoneEvent> here = threads[0].Events;
        Assert.Equal(2001, here.Count);
        Assert.Equal(("outer", null, 0), (here[0].Name, here[0].Parent, here[0].Depth));
        Assert.All(here.Skip(1), zone => Assert.Equal(("inner", "outer", 1), (zone.Name, zone.Parent, zone.Depth)));
        Assert.All(here, zone => Assert.InRange(zone.StartTicks, here[0].StartTicks, here[0].EndTicks));
        Assert.Equal("elsewhere", Assert.Single(Assert.Single(threads, t => t.ThreadName == "worker-7").Events).Name);
        Assert.Subset(recorder.Totals().Keys.ToHashSet(), new HashSet<string> { "elsewhere", "inner", "outer" });
    }

    [Fact]
    public void Enter_WithoutRecorder_DoesNothing()
    {
        using Zone zone = Zone.Enter("nobody listens");
    }
}
