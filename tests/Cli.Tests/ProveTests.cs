using System.Text.Json;
using Chonk.Cli.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

public sealed class ProveTests
{
    private static readonly string[] Stages = ["after_alloc", "after_trace", "after_oink", "after_sumcheck", "after_accumulate"];

    private static readonly string[] Fields =
        ["stage", "circuit_index", "circuit_name", "rss_mb", "heap_mb", "live_bytes", "peak_live_bytes", "time_ms", "categories", "zones", "peak_categories", "peak_zones"];

    [Fact]
    public void Prove_SmallFlow_IsVerifiedAndAnyChangeRefused()
    {
        using SmallFlow flow = new();
        string output = flow.In("out");
        ChonkProcess.Run("prove", "--scheme", "chonk", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", output, "--write_vk").Succeeded();
        Assert.Equal(["manifest.msgpack", "proof", "vk"], Directory.GetFiles(output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            SmallFlow.Keys(), File.ReadAllBytes(Path.Combine(output, "vk")));

        string proof = Path.Combine(output, "proof");
        string keys = Path.Combine(output, "vk");
        ChonkProcess.Run("verify", "--scheme", "chonk", "-p", proof, "-k", keys, "-c", ChonkProcess.DevelopmentSrs).Succeeded();
        string[] named = ChonkProcess.Run("verify", "-p", proof, "-c", ChonkProcess.DevelopmentSrs).Succeeded().Output;
        Assert.Contains(named, line => line.StartsWith("circuit 1 ram_two: 2^7 rows, key hash 0x", StringComparison.Ordinal));

        byte[] bytes = File.ReadAllBytes(proof);
        bytes[(bytes.Length / 2) | 31] ^= 1;
        File.WriteAllBytes(proof, bytes);
        ChonkProcess.Run("verify", "-p", proof, "-k", keys, "-c", ChonkProcess.DevelopmentSrs).FailedWith("proof rejected");
        bytes[(bytes.Length / 2) | 31] ^= 1;

        File.WriteAllBytes(proof, bytes[..^32]);
        ChonkProcess.Run("verify", "-p", proof, "-k", keys, "-c", ChonkProcess.DevelopmentSrs).FailedWith("proof rejected", "ProofTooShort");

        File.WriteAllBytes(proof, bytes);
        byte[] given = SmallFlow.Keys();
        byte[] swapped = [.. given[(given.Length / 2)..], .. given[..(given.Length / 2)]];
        File.WriteAllBytes(keys, swapped);
        ChonkProcess.Run("verify", "-p", proof, "-k", keys, "-c", ChonkProcess.DevelopmentSrs).FailedWith("proof rejected", "InvalidKey");
        File.WriteAllBytes(keys, swapped[1..]);
        ChonkProcess.Run("verify", "-p", proof, "-k", keys, "-c", ChonkProcess.DevelopmentSrs).FailedWith("keys of 5216 bytes");
    }

    [Fact]
    public void MemoryProfile_WithControl_HasBbsFieldsAndShowsTheHeldBufferInItsStageAlone()
    {
        using SmallFlow flow = new();
        JsonElement plain = Profile(flow, "plain");
        JsonElement held = Profile(flow, "held", "--control_stage", "ram_two:after_sumcheck:3");
        Assert.Equal(2 * Stages.Length, plain.GetArrayLength());
        for (int i = 0; i < plain.GetArrayLength(); i++)
        {
            JsonElement row = plain[i];
            Assert.Equal(Fields, row.EnumerateObject().Select(member => member.Name));
            Assert.Equal(Stages[i % 5], row.GetProperty("stage").GetString());
            Assert.Equal(i / 5, row.GetProperty("circuit_index").GetInt32());
            Assert.Equal(SmallFlow.Programs[i / 5], row.GetProperty("circuit_name").GetString());
            long live = row.GetProperty("live_bytes").GetInt64();
            long peak = row.GetProperty("peak_live_bytes").GetInt64();
            Assert.InRange(peak, live, long.MaxValue);
            Assert.Equal((live, live, peak, peak), (Sum(row, "categories"), Sum(row, "zones"), Sum(row, "peak_categories"), Sum(row, "peak_zones")));
            Assert.False(row.GetProperty("peak_zones").TryGetProperty("(no zone)", out _));

            // Nor does the peak of the checkpoint after it show the buffer.
            Assert.Equal(live + (i == 8 ? 3L << 20 : 0), held[i].GetProperty("live_bytes").GetInt64());
            Assert.Equal(i != 8, peak == held[i].GetProperty("peak_live_bytes").GetInt64());
            Assert.Equal(i == 8, held[i].GetProperty("zones").TryGetProperty("control allocation", out _));
        }
    }

    [Theory]
    [InlineData("check")]
    [InlineData("recompute")]
    public void Prove_KeyPolicies_GiveTheSameKeys(string policy)
    {
        using SmallFlow flow = new();
        string output = flow.In("out");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", output, "--write_vk", "--vk_policy", policy).Succeeded();
        Assert.Equal(
            SmallFlow.Keys(), File.ReadAllBytes(Path.Combine(output, "vk")));
    }

    [Fact]
    public void Prove_Verbose_PrintsTheTimeOfEveryStage()
    {
        using SmallFlow flow = new();
        string[] lines = ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", flow.In("out"), "-v").Succeeded().Complaints;
        Assert.Equal(11, lines.Length);
        Assert.All(Stages, stage => Assert.Equal(2, lines.Count(line => line.Contains(stage, StringComparison.Ordinal))));
        Assert.StartsWith("total ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Prove_TimingOutputs_AreWritten()
    {
        using SmallFlow flow = new();
        ChonkProcess.Run(
            "prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", flow.In("out"), "--bench_out", flow.In("bench.json"),
            "--bench_out_hierarchical", flow.In("tree.json"), "--trace_out_perfetto", flow.In("trace.json")).Succeeded();
        using JsonDocument bench = JsonDocument.Parse(File.ReadAllBytes(flow.In("bench.json")));
        Assert.All(
            ["Chonk::prove", "Chonk::accumulate", "OinkProver::prove", "trace populate"],
            zone => Assert.True(bench.RootElement.GetProperty(zone).GetInt64() > 0));
        using JsonDocument trace = JsonDocument.Parse(File.ReadAllBytes(flow.In("trace.json")));
        Assert.True(trace.RootElement.GetProperty("traceEvents").GetArrayLength() > 20);
        using JsonDocument tree = JsonDocument.Parse(File.ReadAllBytes(flow.In("tree.json")));
        Assert.Equal("_root", tree.RootElement.GetProperty("ChonkAPI::prove")[0].GetProperty("parent").GetString());
    }

    private static long Sum(JsonElement row, string table) => row.GetProperty(table).EnumerateObject().Sum(name => name.Value.GetInt64());

    private static JsonElement Profile(SmallFlow flow, string name, params string[] more)
    {
        string file = flow.In(name + ".json");
        ChonkProcess.Run(["prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", flow.In(name), "--memory_profile_out", file, .. more]).Succeeded();
        return JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
    }
}
