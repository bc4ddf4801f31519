using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Chonk.Cli.Commands;
using Chonk.Traces.Benchmarks;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Cli;

[Collection(RecordingCollection.Name)]
public sealed class BenchCommandTests : IDisposable
{
    /// <summary>A prover that writes what is asked of it, the given number of ms late.</summary>
    private const string FakeProver = """
        #!/bin/sh
        while [ $# -gt 0 ]; do
          case "$1" in
            -o) out="$2" ;;
            --memory_profile_out) memory="$2" ;;
            --bench_out_hierarchical) breakdown="$2" ;;
            --ivc_inputs_path) inputs="$2" ;;
          esac
          shift
        done
        grep -q broken "$inputs" && { echo "the inputs are broken" >&2; exit 3; }
        sleep 0.1
        printf 'proof bytes' > "$out/proof"
        printf '[{"stage":"after_alloc","circuit_index":0,"circuit_name":"app","rss_mb":12}]' > "$memory"
        printf '{"ChonkAPI::prove":[{"parent":"_root","time":5,"time_max":5,"time_mean":5,"time_stddev":0,"count":1,"num_threads":1}]}' > "$breakdown"
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("chonk-bench-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_ThreeRuns_FillsTheOutputFolderOfTheCi()
    {
        (int code, string output, string error) = Run("run", Flow("ok"), "-n", "3", "-o", PathOf("out"), "--prover", "/bin/sh", FakeProverPath());
        Assert.True(code == 0, error);
        Assert.Contains("run 3 of 3", output, StringComparison.Ordinal);
        string result = PathOf("out/app-proving/flow+ok/native");
        Assert.Equal(
            ["benchmark_breakdown.json", "benchmarks.bench.json", "memory_profile.json", "peak-memory-mb.txt", "proof", "proof.tar.gz"],
            Directory.EnumerateFileSystemEntries(result).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        IReadOnlyList<BenchEntry> entries = BenchFile.Read(Path.Combine(result, BenchFile.Name));
        Assert.Equal(["seconds", "memory", "proof-size", "00_app_0_alloc"], entries.Select(entry => entry.Name["app-proving/flow+ok/native/".Length..]));
        Assert.Equal(["ms", "MB", "KB", "MB"], entries.Select(entry => entry.Unit));
        Assert.InRange(entries[0].Value, 100, 600_000);
        Assert.StartsWith("±", entries[0].Range, StringComparison.Ordinal);
        Assert.InRange(entries[1].Value, 0, 500);
        Assert.Equal("stacked:app-proving/flow+ok/native/rss_over_stages", entries[3].Extra);
        using GZipStream packed = new(File.OpenRead(Path.Combine(result, "proof.tar.gz")), CompressionMode.Decompress);
        using TarReader tar = new(packed);
        Assert.Equal(("proof", 11L), (tar.GetNextEntry() is { } entry ? (entry.Name, entry.Length) : default));
        Assert.Equal(["flow+ok"], Directory.EnumerateDirectories(PathOf("out/app-proving")).Select(Path.GetFileName));
        Assert.Equal(["native"], Directory.EnumerateDirectories(PathOf("out/app-proving/flow+ok")).Select(Path.GetFileName));
    }

    [Fact]
    public void Run_ProverFails_Exits2WithItsLastLineAndKeepsTheOldResult()
    {
        string flow = Flow("ok");
        Assert.Equal(0, Run("run", flow, "-o", PathOf("out"), "--prover", "/bin/sh", FakeProverPath()).Code);
        File.WriteAllText(Path.Combine(flow, "ivc-inputs.msgpack"), "broken");
        (int code, _, string error) = Run("run", flow, "-o", PathOf("out"), "--prover", "/bin/sh", FakeProverPath());
        Assert.Equal(2, code);
        Assert.Contains("exited with 3: the inputs are broken", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf("out/app-proving/flow+ok/native/proof")));
        Assert.False(Directory.Exists(PathOf("out/app-proving/flow+ok/native.runs")));
    }

    [Fact]
    public void Run_AbsentInputsOrProver_Exits2()
    {
        Assert.Equal(2, Run("run", PathOf("nowhere"), "--prover", "/bin/sh", FakeProverPath()).Code);
        Assert.Equal(2, Run("run", Flow("ok"), "-o", PathOf("out"), "--prover", PathOf("no-prover")).Code);
    }

    [Fact]
    public void Extract_Twice_AddsTheEntriesOnce()
    {
        File.WriteAllText(PathOf("memory_profile.json"), Samples.Text("bb.memory.json.gz"));
        Assert.Equal(0, Run("extract", folder, "app-proving/mock/native/").Code);
        Assert.Equal(0, Run("extract", folder, "app-proving/mock/native").Code);
        Assert.Equal(22, BenchFile.Read(PathOf(BenchFile.Name)).Count);
        Assert.Equal(2, Run("extract", PathOf("nowhere"), "x").Code);
    }

    [Fact]
    public void Compare_OnABranch_TakesTheHistoryUpToTheMergeBaseOnly()
    {
        string repository = PathOf("repository");
        Directory.CreateDirectory(repository);
        Git(repository, "init", "-q", "-b", "main");
        string history = PathOf("history.jsonl");
        foreach (int value in new[] { 100, 101, 99, 100 })
        {
            Commit(repository, $"main {value}");
            Record(repository, history, value);
        }

        Git(repository, "checkout", "-q", "-b", "feature");
        Commit(repository, "feature");
        Git(repository, "checkout", "-q", "main");
        Commit(repository, "main grows after the branch");
        Record(repository, history, 500);
        Git(repository, "checkout", "-q", "feature");

        string present = PathOf("present.json");
        BenchFile.Write(present, [new("f/seconds", "ms", 130)]);
        (int code, string output, string error) = Run("compare", present, "--history", history, "--base", "main", "--repository", repository);
        Assert.True(code == 1, error + output);
        Assert.Contains("| **regression** | f/seconds | 130 ms | 100 ms | +30.0% | 100 ± 0.82 (4) | +36.7 |", output, StringComparison.Ordinal);
        Assert.Equal(0, Run("compare", present, "--history", history, "--repository", repository).Code);
        Assert.Equal(2, Run("compare", present, "--history", history, "--base", "no-such-branch", "--repository", repository).Code);

        void Record(string root, string file, int value)
        {
            BenchFile.Write(PathOf("one.json"), [new("f/seconds", "ms", value)]);
            Assert.Equal(0, Run("record", PathOf("one.json"), "--history", file, "--repository", root).Code);
        }
    }

    private static void Commit(string repository, string message) =>
        Git(repository, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--allow-empty", "-m", message);

    private static void Git(string repository, params string[] arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = repository })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandRun.Of(BenchCommand.Create(), arguments);

    private string Flow(string name)
    {
        string flow = PathOf($"flow+{name}");
        Directory.CreateDirectory(flow);
        File.WriteAllText(Path.Combine(flow, "ivc-inputs.msgpack"), "inputs");
        return flow;
    }

    private string FakeProverPath()
    {
        string path = PathOf("prover.sh");
        File.WriteAllText(path, FakeProver + "\n");
        return path;
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
