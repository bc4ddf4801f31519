using System.Globalization;
using Chonk.Traces.Benchmarks;

namespace Chonk.Dashboard.Tests;

/// <summary>Forty commits of two flows, invented: noise, a step up at commit 25 in one circuit, a way down at commit 33.</summary>
internal static class SampleHistory
{
    public const string Flow = "app-proving/ecdsar1+transfer_0_recursions+sponsored_fpc";
    public const string OtherFlow = "app-proving/mock";
    public const int StepAt = 25;

    private static readonly string[] Circuits = ["EcdsaRAccount:entrypoint", "SponsoredFPC:sponsor_unconditionally", "Token:transfer", "private_kernel_init_3", "private_kernel_tail", "hiding_kernel"];
    private static readonly string[] Stages = ["0_alloc", "1_trace", "2_oink", "3_sumcheck", "4_accumulate"];
    private static readonly int[] Sizes = [100, 23, 44, 186, 92, 140];

    public static IReadOnlyList<BenchRecord> Records { get; } = [.. Enumerable.Range(0, 40).Select(Record)];

    private static BenchRecord Record(int commit)
    {
        Random random = new(commit);
        List<BenchEntry> entries = [];
        foreach ((string flow, string runtime, double factor) in new[] { (Flow, "native", 1.0), (Flow, "wasm", 1.3), (OtherFlow, "native", 0.2) })
        {
            string path = $"{flow}/{runtime}";
            for (int circuit = 0; circuit < Circuits.Length; circuit++)
            {
                for (int stage = 0; stage < (circuit == 5 ? 2 : 5); stage++)
                {
                    double value = factor * (Sizes[circuit] - (stage >= 2 ? Sizes[circuit] / 6 : 0));
                    value += circuit == 3 && stage == 2 && commit >= StepAt ? 40 * factor : 0;
                    value -= commit >= 33 ? value * 0.2 : 0;
                    string label = string.Create(CultureInfo.InvariantCulture, $"{circuit:D2}_{Circuits[circuit]}_{Stages[stage]}");
                    entries.Add(new BenchEntry($"{path}/{label}", "MB", Math.Floor(value), $"stacked:{path}/heap_over_stages"));
                }
            }

            entries.Add(new BenchEntry($"{path}/seconds", "ms", Math.Round((factor * 14_900) + (random.NextDouble() * 400)), null, "± 120"));
            entries.Add(new BenchEntry($"{path}/memory", "MB", Math.Floor(factor * (commit >= 33 ? 240 : 294))));
            entries.Add(new BenchEntry($"{path}/proof-size", "KB", 31));
        }

        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([(byte)commit]))[..40];
        string message = commit == StepAt ? "Keep the kernel's inverses </script><b>alive</b>" : $"Change number {commit}";
        return new BenchRecord(hash, new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero).AddDays(2 * commit), message, entries);
    }
}
