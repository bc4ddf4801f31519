namespace Chonk.Cli.Output;

/// <summary>Which timing outputs <c>chonk prove</c> shall write; null for none.</summary>
internal sealed record TraceOptions
{
    /// <summary><c>--trace_out_perfetto</c>: every call; protobuf when the name ends in <c>.pftrace</c>.</summary>
    public string? Perfetto { get; init; }

    /// <summary><c>--trace_out_perfetto_aggregate</c>: the tree of operations on one line.</summary>
    public string? PerfettoAggregate { get; init; }

    /// <summary><c>--bench_out</c>: ns by operation.</summary>
    public string? Bench { get; init; }

    /// <summary><c>--bench_out_hierarchical</c>: statistics by operation and parent.</summary>
    public string? BenchHierarchical { get; init; }

    /// <summary><c>--print_bench</c>: the tree on the terminal.</summary>
    public bool PrintBench { get; init; }

    /// <summary>Whether anything is asked for; otherwise zones stay off.</summary>
    public bool Any => Perfetto is not null || PerfettoAggregate is not null || Bench is not null || BenchHierarchical is not null || PrintBench;
}
