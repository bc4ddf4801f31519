using Chonk.Cli.Tests.Support;
using Xunit;

namespace Chonk.Cli.Tests;

/// <summary>
/// Where results go is settled before any work, and a run that fails leaves nothing. Most runs here are given a flow that is not there: a complaint
/// about the output shows that nothing was read before.
/// </summary>
public sealed class OutputPathTests
{
    private const string Nowhere = "/proc/x/m.json";

    [Theory]
    [InlineData("--memory_profile_out")]
    [InlineData("--trace_out_perfetto")]
    [InlineData("--trace_out_perfetto_aggregate")]
    [InlineData("--bench_out")]
    [InlineData("--bench_out_hierarchical")]
    public void Prove_FileThatCannotBeWritten_IsRefusedFirst(string option)
    {
        using SmallFlow flow = new();
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.In("nowhere"), "-o", flow.In("new/out"), option, Nowhere)
            .FailedWith($"{option} {Nowhere}: cannot be written: ");
        Assert.False(Directory.Exists(flow.In("new")));
    }

    [Fact]
    public void Prove_OutputIsAFile_IsRefusedFirstAndTheFileIsAsItWas()
    {
        using SmallFlow flow = new();
        string file = flow.In("README.md");
        File.WriteAllText(file, "text");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.In("nowhere"), "-o", file, "--bench_out", flow.In("new/deep/bench.json"))
            .FailedWith($"--output_path {file}: not a folder");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.In("nowhere"), "-o", Path.Combine(file, "out"))
            .FailedWith($"--output_path {Path.Combine(file, "out")}", $": cannot be written: {file} is not a folder");
        Assert.Equal("text", File.ReadAllText(file));
        Assert.False(Directory.Exists(flow.In("new")));
    }

    [Fact]
    public void Prove_TargetIsAFolder_IsRefusedFirst()
    {
        using SmallFlow flow = new();
        string folder = Directory.CreateDirectory(flow.In("folder")).FullName;
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.In("nowhere"), "-o", flow.In("out"), "--memory_profile_out", folder)
            .FailedWith($"--memory_profile_out {folder}: is a folder");
        string proof = Directory.CreateDirectory(flow.In("out/proof")).FullName;
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.In("nowhere"), "-o", flow.In("out")).FailedWith($"--output_path {proof}: is a folder");
    }

    [Fact]
    public void Prove_OneFileForTwo_IsRefusedFirst()
    {
        using SmallFlow flow = new();
        byte[] before = File.ReadAllBytes(flow.Path);
        string other = Path.Combine(flow.Folder, ".", "t.json");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.In("nowhere"), "-o", flow.In("out"), "--bench_out", flow.In("t.json"), "--trace_out_perfetto", other)
            .FailedWith($"--bench_out {flow.In("t.json")}: is also the file of --trace_out_perfetto");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.Path, "-o", flow.In("out"), "--memory_profile_out", flow.Path)
            .FailedWith($"--memory_profile_out {flow.Path}: is also the file of --ivc_inputs_path");
        ChonkProcess.Run("prove", "--ivc_inputs_path", flow.In("nowhere"), "-o", flow.In("out"), "--bench_out", flow.In("out/proof"))
            .FailedWith("--bench_out", "is also the file of --output_path");
        Assert.Equal(before, File.ReadAllBytes(flow.Path));
    }

    [Fact]
    public void Prove_FoldersThatAreNotThere_AreMade()
    {
        using SmallFlow flow = new();
        ChonkProcess.Run(
            "prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", flow.In("a/b/out"), "--memory_profile_out", flow.In("c/d/m.json"),
            "--bench_out", "/dev/null").Succeeded();
        Assert.Equal(
            ["a/b/out/manifest.msgpack", "a/b/out/proof", "c/d/m.json", "ivc-inputs.msgpack"],
            Directory.EnumerateFiles(flow.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(flow.Folder, file)).Order(StringComparer.Ordinal));
    }

    /// <summary>A full device shows itself only when the proof is there already.</summary>
    [Theory]
    [InlineData("--memory_profile_out")]
    [InlineData("--bench_out_hierarchical")]
    public void Prove_DeviceRunsFull_LeavesNothing(string option)
    {
        using SmallFlow flow = new();
        Directory.CreateDirectory(flow.In("kept"));
        ChonkProcess.Run(
            "prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", flow.In("kept/new/out"), "--write_vk", "--bench_out", flow.In("b.json"),
            option, "/dev/full").FailedWith($"{option} /dev/full: ");
        Assert.Equal([flow.Path, flow.In("kept")], Directory.EnumerateFileSystemEntries(flow.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Prove_DeviceRunsFull_LeavesTheFilesOfTheRunBefore()
    {
        using SmallFlow flow = new();
        string[] older = [flow.In("out/manifest.msgpack"), flow.In("out/proof"), flow.In("m.json")];
        Directory.CreateDirectory(flow.In("out"));
        Array.ForEach(older, file => File.WriteAllText(file, "older"));
        ChonkProcess.Run(
            "prove", "--ivc_inputs_path", flow.Path, "-c", ChonkProcess.DevelopmentSrs, "-o", flow.In("out"), "--memory_profile_out", flow.In("m.json"),
            "--bench_out", "/dev/full").FailedWith("--bench_out /dev/full: ");
        Assert.All(older, file => Assert.Equal("older", File.ReadAllText(file)));
        Assert.Equal(older.Append(flow.Path).Order(), Directory.EnumerateFiles(flow.Folder, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void OtherCommands_RefuseAnOutputThatCannotBeWrittenFirst()
    {
        using SmallFlow flow = new();
        string file = flow.In("file");
        File.WriteAllText(file, "text");
        ChonkProcess.Run("write_vk", "-b", flow.In("nowhere"), "-o", file).FailedWith($"--output_path {file}: not a folder");
        ChonkProcess.Run("srs", "generate", "--points", "64", "-o", file).FailedWith($"--output {file}: not a folder");
        ChonkProcess.Run("dashboard", "build", flow.In("nowhere"), "-o", file).FailedWith($"--output {file}: not a folder");
        ChonkProcess.Run("bench", "run", flow.Folder, "-o", file).RefusedWith(2, $"--output {file}: not a folder");
        ChonkProcess.Run("inputs", "update", flow.Folder, "-o", flow.In("new"), "--pin", Nowhere).RefusedWith(2, $"--pin {Nowhere}: cannot be written: ");
        Assert.Equal([file, flow.Path], Directory.EnumerateFileSystemEntries(flow.Folder).Order(StringComparer.Ordinal));
    }
}
