using System.CommandLine;
using Chonk.Cli.Output;
using Chonk.Prover.Memory;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk prove</c>: folds the circuits of a flow and writes the proof, and on request memory profile and timings.</summary>
internal static class ProveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> flows = CommonOptions.Flows();
        Option<bool> appsOnly = CommonOptions.AppsOnly();
        Option<string> output = CommonOptions.Output();
        Option<string?> srs = CommonOptions.Srs();
        Option<bool> verbose = CommonOptions.Verbose();
        Option<string> policy = new("--vk_policy")
        {
            Description = "default: use the keys in the flow; check: fail where one differs from the circuit's; recompute: ignore them.",
            DefaultValueFactory = _ => "default",
        };
        policy.AcceptOnlyFromAmong("default", "check", "recompute");
        Option<bool> writeKeys = new("--write_vk") { Description = "Also write DIR/vk: the keys of all circuits in order." };
        Option<string?> memoryProfile = new("--memory_profile_out") { Description = "Write memory at five stages of every circuit as JSON." };
        Option<string?> control = new("--control_stage")
        {
            Description = "CIRCUIT:STAGE:MIB holds that much more memory at one stage: proves that a gate notices. CIRCUIT is a name, #INDEX or *.",
        };
        Option<string?> perfetto = new("--trace_out_perfetto") { Description = "Write every call as a Perfetto trace (.json, or .pftrace)." };
        Option<string?> aggregate = new("--trace_out_perfetto_aggregate") { Description = "Write the tree of operations as a Perfetto trace." };
        Option<string?> bench = new("--bench_out") { Description = "Write nanoseconds by operation as JSON." };
        Option<string?> hierarchical = new("--bench_out_hierarchical") { Description = "Write statistics by operation and parent as JSON." };
        Option<bool> printBench = new("--print_bench") { Description = "Print the tree of operations to stderr." };
        Command command = new("prove", "Folds the circuits of a flow and writes DIR/proof and DIR/manifest.msgpack.")
        {
            CommonOptions.Scheme(), flows, appsOnly, output, srs, verbose, policy, writeKeys, memoryProfile, control,
            perfetto, aggregate, bench, hierarchical, printBench,
        };
        command.SetAction(parsed => FlowProving.Run(new FlowProvingOptions
        {
            FlowPaths = parsed.GetValue(flows)!,
            AppsOnly = parsed.GetValue(appsOnly),
            OutputDirectory = parsed.GetValue(output)!,
            SrsDirectory = parsed.GetValue(srs),
            IsVerbose = parsed.GetValue(verbose),
            KeyPolicy = parsed.GetValue(policy) switch
            {
                "check" => KeyPolicy.Check,
                "recompute" => KeyPolicy.Recompute,
                _ => KeyPolicy.Default,
            },
            WritesKeys = parsed.GetValue(writeKeys),
            MemoryProfilePath = parsed.GetValue(memoryProfile),
            Control = ParseControl(parsed.GetValue(control)),
            Traces = new TraceOptions
            {
                Perfetto = parsed.GetValue(perfetto),
                PerfettoAggregate = parsed.GetValue(aggregate),
                Bench = parsed.GetValue(bench),
                BenchHierarchical = parsed.GetValue(hierarchical),
                PrintBench = parsed.GetValue(printBench),
            },
        }));
        return command;
    }

    private static ControlAllocation? ParseControl(string? text)
    {
        try
        {
            return text is null ? null : ControlAllocation.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new CommandException($"--control_stage: {exception.Message}");
        }
    }
}
