using System.Text.Json;
using Chonk.Cli.Tests.Support;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

/// <summary>Flows of several files, and real flows without their kernels: folded, verified, and named in the profile as bb names them.</summary>
public sealed class AppsOnlyTests
{
    [Fact]
    public void Prove_SeveralFlows_FoldsTheirCircuitsInOrder()
    {
        using SmallFlow first = new();
        using SmallFlow second = new();
        string output = first.In("out");
        ChonkResult run = ChonkProcess.Run(
            "prove", "--apps_only", "--ivc_inputs_path", first.Path, "--ivc_inputs_path", second.Path, "-c", ChonkProcess.DevelopmentSrs,
            "-o", output, "--write_vk").Succeeded();
        Assert.Empty(run.Output);
        Assert.Equal([.. SmallFlow.Keys(), .. SmallFlow.Keys()], File.ReadAllBytes(Path.Combine(output, "vk")));
        Assert.Equal([.. SmallFlow.Programs, .. SmallFlow.Programs], Verify(output));
        string check = Assert.Single(ChonkProcess.Run(
            "check", "--ivc_inputs_path", first.Path, "--ivc_inputs_path", second.Path, "-c", ChonkProcess.DevelopmentSrs).Succeeded().Output);
        Assert.StartsWith("4 circuits", check, StringComparison.Ordinal);
    }

    [Fact]
    public void Prove_SecondFlowMissing_NamesIt()
    {
        using SmallFlow flow = new();
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "--ivc_inputs_path", flow.In("nowhere"), "-o", flow.In("out")).FailedWith("nowhere");
        Assert.False(Directory.Exists(flow.In("out")));
    }

    [SharedTheory]
    [InlineData("mock", new[] { "mock:app" }, "mock:init (circuit 1), mock:reset (circuit 2), mock:tail (circuit 3), mock:hiding (circuit 4)")]
    public void Prove_AppsOnly_LeavesKernelsOutAndSaysWhich(string name, string[] apps, string kernels)
    {
        using SmallFlow folder = new();
        string flow = Path.Combine(RepositoryRoot.Shared!, "flows", name, "ivc-inputs.msgpack");
        string output = folder.In("out");
        string profile = folder.In("profile.json");
        ChonkResult run = ChonkProcess.Run(
            "prove", "--apps_only", "--ivc_inputs_path", flow, "-c", ChonkProcess.DevelopmentSrs, "-o", output, "--memory_profile_out", profile).Succeeded();
        Assert.Equal($"kernels left out: {kernels}", Assert.Single(run.Output));
        Assert.Equal(apps, Verify(output));
        using JsonDocument records = JsonDocument.Parse(File.ReadAllBytes(profile));
        Assert.Equal(
            apps.SelectMany((app, index) => Enumerable.Repeat((app, index), 5)),
            records.RootElement.EnumerateArray().Select(
                record => (record.GetProperty("circuit_name").GetString()!, record.GetProperty("circuit_index").GetInt32())));
    }

    /// <summary>The names of the circuits that an accepted proof is of.</summary>
    private static string[] Verify(string output)
    {
        string[] lines = ChonkProcess.Run("verify", "-p", Path.Combine(output, "proof"), "-c", ChonkProcess.DevelopmentSrs).Succeeded().Output;
        Assert.StartsWith("proof accepted", lines[^1], StringComparison.Ordinal);
        return [.. lines[..^1].Select(line => line.Split(' ', 3)[2].Split(": 2^")[0])];
    }
}
