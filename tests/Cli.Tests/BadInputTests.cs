using Chonk.Cli.Tests.Support;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

/// <summary>Bad input gets one clear line, exit code 1, and no output file.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void Prove_MissingFlow_NamesIt()
    {
        using SmallFlow flow = new();
        Refuses(flow, flow.In("nowhere.msgpack"), "nowhere.msgpack");
    }

    [Fact]
    public void Prove_TruncatedFlow_SaysSo()
    {
        using SmallFlow flow = new();
        byte[] bytes = File.ReadAllBytes(flow.Path);
        File.WriteAllBytes(flow.Path, bytes[..(bytes.Length / 2)]);
        Refuses(flow, flow.Path, "ivc-inputs.msgpack");
    }

    [Fact]
    public void Prove_NotAFlow_SaysSo()
    {
        using SmallFlow flow = new();
        File.WriteAllText(flow.Path, "this is not MessagePack");
        Refuses(flow, flow.Path, "ivc-inputs.msgpack");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AlteredWitness_IsRefusedByCheckAndProve(int circuit)
    {
        using SmallFlow flow = new(alteredWitness: circuit);
        ChonkProcess.Run("check", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs)
            .FailedWith($"circuit {circuit} ({SmallFlow.Programs[circuit]})", "relation violated on row");
        Refuses(flow, flow.Path, $"circuit {circuit} ({SmallFlow.Programs[circuit]})");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(24)]
    public void Prove_KeyOfAnotherSize_IsRefusedWithoutALargeSrs(byte logSize)
    {
        using SmallFlow flow = new();
        byte[] bytes = File.ReadAllBytes(flow.Path);
        int key = bytes.AsSpan().IndexOf(SmallFlow.Keys().AsSpan(0, 64));
        bytes[key + 31] = logSize;
        File.WriteAllBytes(flow.Path, bytes);
        Refuses(flow, flow.Path, $"circuit 0 ({SmallFlow.Programs[0]})", $"2^{logSize} rows");
    }

    [Fact]
    public void Prove_BrokenSrs_NamesFileAndOffset()
    {
        using SmallFlow flow = new();
        string srs = Directory.CreateDirectory(flow.In("srs")).FullName;
        ChonkProcess.Run("srs", "generate", "--points", "64", "-o", srs).Succeeded();
        Refuses(flow, flow.Path, ["bn254_g1.dat"], "-c", srs);
        File.Delete(Path.Combine(srs, "bn254_g2.dat"));
        Refuses(flow, flow.Path, [$"{Path.Combine(srs, "bn254_g2.dat")}: no such file"], "-c", srs);
    }

    [Fact]
    public void Prove_OutputCannotBeWritten_SaysSo()
    {
        using SmallFlow flow = new();
        File.WriteAllText(flow.In("file"), "");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-o", Path.Combine(flow.In("file"), "out")).FailedWith("file");
    }

    [Fact]
    public void Prove_MalformedControl_ShowsAnExample()
    {
        using SmallFlow flow = new();
        Refuses(flow, flow.Path, ["*:after_oink:2"], "--control_stage", "somewhere");
    }

    [Theory]
    [InlineData("Nope:after_oink:1", "--control_stage: no circuit 'Nope'; circuits are #0 assert_mul_linear_5, #1 ram_two")]
    [InlineData("#9:after_oink:1", "no circuit '#9'; circuits are #0 assert_mul_linear_5, #1 ram_two")]
    [InlineData("*:after_nothing:1", "no stage 'after_nothing'; stages are after_alloc, ")]
    public void Prove_ControlThatNamesNothing_IsRefusedBeforeProving(string control, string expected)
    {
        using SmallFlow flow = new();
        Refuses(flow, flow.Path, [expected], "--control_stage", control, "-c", flow.In("no-such-folder"));
    }

    [Fact]
    public void Prove_ControlWithoutAProfile_IsRefused()
    {
        using SmallFlow flow = new();
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-o", flow.In("out"), "--control_stage", "*:after_oink:1").FailedWith("--memory_profile_out");
        Assert.False(Directory.Exists(flow.In("out")));
    }

    [Theory]
    [InlineData("prove")]
    [InlineData("prove", "--scheme", "ultra_honk", "--ivc_inputs_path", "x", "-o", "y")]
    [InlineData("verify", "--no_such_option")]
    [InlineData("dance")]
    public void WrongCommandLine_ExitsWithOne(params string[] arguments) => Assert.Equal(1, ChonkProcess.Run(arguments).ExitCode);

    [SharedFact]
    public void Prove_FlowWithKernels_NamesCircuitOpcodeAndPosition()
    {
        using SmallFlow flow = new();
        Refuses(
            flow, Path.Combine(RepositoryRoot.Shared!, "flows", "mock", "ivc-inputs.msgpack"), "mock:init", "RecursiveAggregation", "opcode ");
    }

    private static void Refuses(SmallFlow flow, string path, params string[] texts) => Refuses(flow, path, texts, []);

    private static void Refuses(SmallFlow flow, string path, string[] texts, params string[] more)
    {
        string output = flow.In("out");
        string profile = flow.In("profile.json");
        ChonkProcess.Run(["prove", "--ivc_inputs_path", path, "-o", output, "--memory_profile_out", profile, .. more]).FailedWith(texts);
        Assert.False(Directory.Exists(output));
        Assert.False(File.Exists(profile));
    }
}
