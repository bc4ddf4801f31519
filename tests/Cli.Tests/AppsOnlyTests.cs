using System.Globalization;
using System.Text.Json;
using Chonk.Cli.Tests.Support;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

/// <summary>Flows of several files, and real flows without their kernels: folded, verified, and named in the profile as bb names them.</summary>
public sealed class AppsOnlyTests
{
    private const string Account = "EcdsaRAccount:entrypoint";
    private const string Sponsor = "SponsoredFPC:sponsor_unconditionally";
    private const string PathProof = "StorageProofLookalike:verify_storage_proof_path_recursively";
    private const string Recursion = "Token:_recurse_subtract_balance";

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

    [SharedFact]
    public void Prove_AppsOfTheMockFlow_LeavesKernelsOutAndSaysWhich() => ProveApps(
        ["mock"],
        ["mock:app"],
        "mock:init (circuit 1), mock:reset (circuit 2), mock:tail (circuit 3), mock:hiding (circuit 4)",
        pointCount: 1 << 9);

    [SharedFact]
    public void Prove_AppsOfATransfer_FoldAndVerify() => ProveApps(
        ["ecdsar1+transfer_0_recursions+sponsored_fpc"],
        [Account, Sponsor, "Token:transfer"],
        "private_kernel_init_3 (circuit 3), private_kernel_reset_tail (circuit 4), hiding_kernel (circuit 5)",
        pointCount: (1 << 16) + 1);

    /// <summary>All app circuits of the four real flows, in order, as one flow.</summary>
    [SharedFact]
    [Trait("Category", "Slow")]
    public void Prove_AppsOfAllRealFlows_FoldAndVerify() => ProveApps(
        [
            "ecdsar1+storage_proof_lookalike_7_layers+sponsored_fpc", "ecdsar1+transfer_0_recursions+sponsored_fpc",
            "ecdsar1+transfer_1_recursions+private_fpc", "ecdsar1+transfer_1_recursions+sponsored_fpc",
        ],
        [
            Account, Sponsor, "StorageProofLookalike:storage_proof", PathProof, PathProof, PathProof,
            Account, Sponsor, "Token:transfer",
            Account, "FPC:fee_entrypoint_private", "Token:transfer_to_public", "EcdsaRAccount:verify_private_authwit",
            "Token:prepare_private_balance_increase", "Token:transfer", Recursion,
            Account, Sponsor, "Token:transfer", Recursion,
        ],
        "private_kernel_init_3 (circuit 3), private_kernel_inner_3 (circuit 7)",
        pointCount: (1 << 19) + 1);

    private static void ProveApps(string[] names, string[] apps, string kernels, int pointCount)
    {
        using SmallFlow folder = new();
        string srs = folder.In("srs");
        ChonkProcess.Run("srs", "generate", "--points", pointCount.ToString(CultureInfo.InvariantCulture), "-o", srs).Succeeded();
        string output = folder.In("out");
        string profile = folder.In("profile.json");
        ChonkResult run = ChonkProcess.Run(
            [
                "prove", "--apps_only", "-c", srs, "-o", output, "--memory_profile_out", profile,
                .. names.SelectMany(name => new[] { "--ivc_inputs_path", Path.Combine(RepositoryRoot.Shared!, "flows", name, "ivc-inputs.msgpack") }),
            ]).Succeeded();
        Assert.StartsWith($"kernels left out: {kernels}", Assert.Single(run.Output), StringComparison.Ordinal);
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
