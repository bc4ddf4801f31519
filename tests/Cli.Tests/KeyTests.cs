using System.Text.Json;
using Chonk.Cli.Tests.Support;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

public sealed class KeyTests
{
    private static readonly string DefaultFlow = Path.Combine(RepositoryRoot.Path, "flows", "four_apps");

    [Fact]
    public void Check_SmallFlow_FindsWitnessesAndKeysRight()
    {
        using SmallFlow flow = new();
        string line = Assert.Single(ChonkProcess.Run("check", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs).Succeeded().Output);
        Assert.Equal("2 circuits: every witness satisfies its circuit, every key is right", line);
    }

    [Fact]
    public void Gates_DefaultFlow_EqualsTheReferenceProver()
    {
        string json = string.Join('\n', ChonkProcess.Run("gates", "--ivc_inputs_path", Path.Combine(DefaultFlow, "ivc-inputs.msgpack")).Succeeded().Output);
        using JsonDocument counted = JsonDocument.Parse(json);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(DefaultFlow, "expected.json")));
        Assert.Equal(
            expected.RootElement.GetProperty("circuits").EnumerateArray()
                .Select(circuit => (circuit.GetProperty("functionName").GetString(), circuit.GetProperty("gateCount").GetInt32())),
            counted.RootElement.GetProperty("functions").EnumerateArray()
                .Select(circuit => (circuit.GetProperty("name").GetString(), circuit.GetProperty("circuit_size").GetInt32())));
    }

    [Fact]
    public void WriteVk_OfAnArtifact_EqualsTheReferenceProver()
    {
        using SmallFlow flow = new();
        VectorProgram program = VectorPrograms.Get("rom_reads");
        File.WriteAllText(flow.In("rom_reads.json"), JsonSerializer.Serialize(new { bytecode = Convert.ToBase64String(program.Bytecode.Span) }));
        ChonkProcess.Run("write_vk", "--scheme", "chonk", "-b", flow.In("rom_reads.json"), "-o", flow.In("out"), "-c", ChonkProcess.DevelopmentSrs).Succeeded();
        Assert.Equal(program.VerificationKey.ToArray(), File.ReadAllBytes(Path.Combine(flow.In("out"), "vk")));
    }

    [SharedFact]
    public void WriteVk_OfARealApp_EqualsTheKeyBesideIt()
    {
        using SmallFlow flow = new();
        string inputs = Path.Combine(
            RepositoryRoot.Shared!, "flows", "ecdsar1+transfer_0_recursions+sponsored_fpc", "ivc-inputs.msgpack");
        ChonkProcess.Run(
            "write_vk", "--ivc_inputs_path", inputs, "--circuit", "SponsoredFPC:sponsor_unconditionally", "-o", flow.In("out"), "-c", ChonkProcess.DevelopmentSrs).Succeeded();
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(RepositoryRoot.Shared!, "vks", "SponsoredFPC_sponsor_unconditionally", "vk")),
            File.ReadAllBytes(Path.Combine(flow.In("out"), "vk")));
    }
}
