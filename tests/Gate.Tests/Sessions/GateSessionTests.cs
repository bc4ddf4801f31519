using Chonk.Gate.Baselines;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Sessions;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Sessions;

public sealed class GateSessionTests
{
    private static readonly ReportFiles NoFiles = new();
    private static readonly string Normal = ProfileText.Of(["app", "tail"]);
    private static readonly string Grown = ProfileText.Of(["app", "tail"], (c, _, s) => c == 1 && s == "after_oink" ? ProfileText.Mebibyte : 0);

    [Fact]
    public void Session_FromFirstUpdateToTightening_HasTheDocumentedExitCodes()
    {
        using var prover = new ScriptedProver("one", "two");
        prover.Prepare("one", Normal);
        prover.Prepare("two", Normal);

        Assert.Equal(ExitCodes.Regression, prover.Run(s => s.Check(1, NoFiles)).ExitCode);
        Assert.Equal(ExitCodes.Usage, prover.Run(s => s.Update("", 1, null)).ExitCode);
        (int exitCode, string output) = prover.Run(s => s.Update("first", 2, null));
        Assert.True(exitCode == ExitCodes.Pass, output);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Check(1, NoFiles)).ExitCode);

        prover.Prepare("two", Grown);
        (exitCode, output) = prover.Run(s => s.Check(1, NoFiles));
        Assert.Equal(ExitCodes.Regression, exitCode);
        Assert.Contains("memory gate: one: peak 24.00 MiB live in tail:after_accumulate, +0.0 % since the baseline, 10 checkpoints: pass", output, StringComparison.Ordinal);
        Assert.Contains("worst stage tail:after_oink +1.00 MiB live", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, prover.Run(s => s.Tighten("", 1)).ExitCode);

        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("accepted", 1, null)).ExitCode);
        prover.Prepare("two", Normal);
        (exitCode, output) = prover.Run(s => s.Check(1, NoFiles));
        Assert.Equal(ExitCodes.Pass, exitCode);
        Assert.Contains("pass, baseline stale", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Tighten("", 1)).ExitCode);
        Assert.DoesNotContain("stale", prover.Run(s => s.Check(1, NoFiles)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RunsThatStraddleTheTolerance_AreInconclusive()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", Grown, "0");

        Assert.Equal(ExitCodes.Inconclusive, prover.Run(s => s.Check(3, NoFiles)).ExitCode);
    }

    [Fact]
    public void Check_BaselineWithoutAFlow_IsSaidToSleep()
    {
        using var prover = new ScriptedProver("one", "two");
        prover.Prepare("one", Normal);
        prover.Prepare("two", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        Directory.Delete(prover["flows", "two"], recursive: true);

        (int exitCode, string output) = prover.Run(s => s.Check(1, NoFiles));
        Assert.Equal(ExitCodes.Pass, exitCode);
        Assert.Contains("two.verified.json: warning CHONK1013: no flow belongs to this baseline", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CHONK1013", prover.Run(s => s.Check(1, NoFiles), prover.Options with { FlowNames = ["one"] }).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ProverThatFails_IsNeitherPassNorRegression()
    {
        using var prover = new ScriptedProver("one");
        (int exitCode, string output) = prover.Run(s => s.Check(1, NoFiles));

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("CHONK1011", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_UnknownFlow_IsNamed()
    {
        using var prover = new ScriptedProver("one");
        (int exitCode, string output) = prover.Run(s => s.Check(1, NoFiles), prover.Options with { FlowNames = ["three"] });

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("there is no flow 'three'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_CaughtAndNamed_IsSuccess_AndNotCaughtIsNot()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        prover.Prepare("one", Grown, "control");
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);

        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Control("tail:after_oink:1")).ExitCode);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Control("#1:after_oink:1")).ExitCode);
        Assert.Equal(ExitCodes.Regression, prover.Run(s => s.Control("app:after_oink:1")).ExitCode);
        Assert.Equal(ExitCodes.Regression, prover.Run(s => s.Control("tail:after_trace:1")).ExitCode);
        prover.Prepare("one", Normal, "control");
        Assert.Equal(ExitCodes.Regression, prover.Run(s => s.Control("tail:after_oink:1")).ExitCode);
        Assert.Equal(ExitCodes.Usage, prover.Run(s => s.Control("tail")).ExitCode);
    }

    [Theory]
    [InlineData("reason")]
    [InlineData("build server")]
    [InlineData("other flow's baseline")]
    public void Change_WhatCannotBeDone_IsRefusedBeforeTheFirstRun(string what)
    {
        using var prover = new ScriptedProver("one", "two");
        prover.Prepare("one", Normal);
        prover.Prepare("two", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", Normal);
        prover.Prepare("two", Normal);
        GateOptions options = prover.Options with { IsBuildServer = what == "build server" };
        if (what[0] == 'o')
        {
            File.Copy(prover["baselines", "one.verified.json"], prover["baselines", "two.verified.json"], overwrite: true);
        }

        foreach (Func<GateSession, int> command in new Func<GateSession, int>[] { s => s.Update(what[0] == 'r' ? " " : "x", 1, null), s => s.Calibrate(5), s => s.Tighten("", 1) })
        {
            (int exitCode, string output) = prover.Run(command, options);
            Assert.Equal(ExitCodes.Usage, exitCode);
            Assert.Contains("CHONK1012", output, StringComparison.Ordinal);
            Assert.False(File.Exists(prover["one.count"]), output);
            if (what[0] == 'r')
            {
                break;
            }
        }
    }

    [Fact]
    public void Change_FilesThatDifferFromTheCommit_AreRefusedBeforeTheFirstRun()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        foreach (string[] words in new[] { new[] { "init", "-q" }, ["add", "flows"], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"] })
        {
            Git.Run(prover[[]], words);
        }

        File.WriteAllText(prover["flows", "one", "ivc-inputs.msgpack"], "one ");
        File.Delete(prover["one.count"]);
        (int exitCode, string output) = prover.Run(s => s.Calibrate(5));

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("tracked files differ from the commit", output, StringComparison.Ordinal);
        Assert.False(File.Exists(prover["one.count"]));

        File.WriteAllText(prover["flows", "one", "ivc-inputs.msgpack"], "one");
        AtomicFile.Write(prover["src", "New.cs"], "");
        (exitCode, output) = prover.Run(s => s.Calibrate(5), prover.Options with { Project = prover["src", "New.csproj"] });
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains($"hold what the commit does not: {prover["src", "New.cs"]}; ", output, StringComparison.Ordinal);
        Assert.False(File.Exists(prover["one.count"]));
    }

    [Fact]
    public void Calibrate_SpreadOfResidentMemory_BecomesItsTolerance()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        Assert.Equal(ExitCodes.Usage, prover.Run(s => s.Calibrate(4)).ExitCode);
        // One run of six stands 4 MiB above 70 MiB in its first stage: 5.7 %, times 1.5 is 8.6 %.
        prover.Prepare("one", Normal.Replace("\"rss_mb\":70", "\"rss_mb\":74", StringComparison.Ordinal), "2");

        (int exitCode, string output) = prover.Run(s => s.Calibrate(6));
        Assert.True(exitCode == ExitCodes.Pass, output);
        Assert.True(BaselineReader.TryReadFile(prover["baselines", "one.verified.json"], out Baseline? baseline, out JsonFault? fault), fault?.Message);
        Tolerance tolerance = baseline!.ToleranceOf(Metric.ResidentMegabytes);
        Assert.Equal(0.086, tolerance.Relative);
        Assert.Equal(6 << 20, tolerance.Absolute);
        Assert.StartsWith("6 runs, largest deviation 5.7 % in app:after_alloc", tolerance.Evidence, StringComparison.Ordinal);
        Assert.Equal(Tolerance.Exact, baseline.ToleranceOf(Metric.LiveBytes));
        Assert.Equal(0.01, baseline.ToleranceOf(Metric.HeapMegabytes).Relative);
    }

    [Fact]
    public void Calibrate_RunsInTwoClusters_AreNamed()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        foreach (string run in new[] { "1", "3", "5" })
        {
            File.WriteAllText(prover[$"one.{run}.json"], Normal.Replace("\"rss_mb\":70", "\"rss_mb\":80", StringComparison.Ordinal));
        }

        File.Delete(prover["one.count"]);
        (int exitCode, string output) = prover.Run(s => s.Calibrate(6));
        Assert.True(exitCode == ExitCodes.Pass, output);
        Assert.Contains("one: app:after_alloc peak RSS falls into two clusters: 70 70 70 80 80 80", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_ExactMetricThatMoves_IsRefused()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", Grown, "3");
        (int exitCode, string output) = prover.Run(s => s.Calibrate(5));

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("'live_bytes' of tail:after_oink differs between runs", output, StringComparison.Ordinal);
    }

    /// <summary>What one run tells of exact metrics no further run can change: a profile that was left is enough, else the first run.</summary>
    [Theory]
    [InlineData("grown", false, "update it with a reason first: one: tail after_oink grew")]
    [InlineData("grown", true, "update it with a reason first: one: tail after_oink grew")]
    [InlineData("shrunk", false, "tighten it first: one: tail after_alloc is below its baseline")]
    [InlineData("shape", true, "the baseline is of other checkpoints: circuit more was added at index 2")]
    public void Calibrate_BaselineThatDoesNotFit_IsRefusedBeforeTheRuns(string what, bool isProfileThere, string expected)
    {
        using var prover = new ScriptedProver("one", "two");
        prover.Prepare("one", Normal);
        prover.Prepare("two", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        byte[] accepted = File.ReadAllBytes(prover["baselines", "two.verified.json"]);
        prover.Prepare("one", what == "grown" ? Grown
            : what == "shape" ? ProfileText.Of(["app", "tail", "more"])
            : ProfileText.Of(["app", "tail"], static (c, _, _) => c == 1 ? -ProfileText.Mebibyte : 0));
        GateOptions options = prover.Options with { CleanProfileDirectories = isProfileThere ? [prover["memory"]] : [] };
        if (isProfileThere)
        {
            prover.Run(s => s.Check(1, NoFiles), options);
        }

        File.Delete(prover["one.count"]);
        File.Delete(prover["two.count"]);
        (int exitCode, string output) = prover.Run(s => s.Calibrate(20), options);

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("error CHONK1012: one: baseline not changed: ", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd('\n').Split('\n'));
        Assert.Equal(isProfileThere ? "0" : "1", File.Exists(prover["one.count"]) ? File.ReadAllText(prover["one.count"]).Trim() : "0");
        Assert.False(File.Exists(prover["two.count"]));
        Assert.Equal(accepted, File.ReadAllBytes(prover["baselines", "two.verified.json"]));
    }

    /// <summary>Of measured metrics the smallest of all runs is judged, so the first alone refuses nothing; and it counts as one of the runs.</summary>
    [Fact]
    public void Calibrate_FirstRunFarAboveInResidentMemory_IsOneOfTheRuns()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", Normal.Replace("\"rss_mb\":70", "\"rss_mb\":170", StringComparison.Ordinal), "0");

        (int exitCode, string output) = prover.Run(s => s.Calibrate(5));
        Assert.True(exitCode == ExitCodes.Pass, output);
        Assert.Equal("5", File.ReadAllText(prover["one.count"]).Trim());
        Assert.Contains("rss_mb: 5 runs, largest deviation 142.9 % in app:after_alloc", output, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckFiles_ReferenceProfile_IsJudgedWithoutAStamp()
    {
        const string text = """[{"stage":"after_alloc","circuit_index":0,"circuit_name":"a","heap_mb":100}]""";
        using var prover = new ScriptedProver();
        AtomicFile.Write(prover["baselines", "bb.verified.json"], BaselineText.Text(ProfileText.Read(text), "bb"));
        AtomicFile.Write(prover["bb.json"], text);

        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.CheckFiles([prover["bb.json"]], "bb", NoFiles)).ExitCode);
        AtomicFile.Write(prover["bb.json"], text[..20]);
        (int exitCode, string output) = prover.Run(s => s.CheckFiles([prover["bb.json"]], "bb", NoFiles));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("error CHONK1007", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_EveryFlow_SaysWhichProfileAndLeavesTheWholeReport()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", ProfileText.Of(["app", "tail"], (_, _, _) => 30 * ProfileText.Mebibyte).Replace("after_alloc", "other_alloc", StringComparison.Ordinal));
        string profile = prover["memory", "one.memory_profile.json"];
        string report = prover["memory", "one.report.txt"];

        string output = prover.Run(s => s.Check(2, NoFiles)).Output;
        Assert.Contains($"\n  profile: {profile}, and 1 more of the same build\n", output, StringComparison.Ordinal);
        Assert.Contains($"\n  profile: {profile}\n", prover.Run(s => s.Check(0, NoFiles)).Output, StringComparison.Ordinal);
        Assert.Contains("tail:after_accumulate ", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Contains(": dotnet build 'a b.csproj' -c Release -t:UpdateMemoryBaselines ", prover.Run(s => s.Check(0, NoFiles), prover.Options with { Project = "a b.csproj" }).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WithReports_WritesThemAll()
    {
        using var prover = new ScriptedProver("one");
        prover.Prepare("one", Normal);
        Assert.Equal(ExitCodes.Pass, prover.Run(s => s.Update("first", 1, null)).ExitCode);
        prover.Prepare("one", Grown);
        var files = new ReportFiles(prover["r.md"], prover["r.sarif"], prover["r.html"], Annotations: true, prover[[]]);
        (_, string output) = prover.Run(s => s.Check(1, files));

        Assert.Contains("| tail | after\\_oink | live |", File.ReadAllText(prover["r.md"]), StringComparison.Ordinal);
        Assert.Contains("\"uri\": \"baselines/one.verified.json\"", File.ReadAllText(prover["r.sarif"]), StringComparison.Ordinal);
        Assert.Contains("<circle class=\"bad\"", File.ReadAllText(prover["r.html"]), StringComparison.Ordinal);
        Assert.Contains("::error file=baselines/one.verified.json,line=", output, StringComparison.Ordinal);
    }
}
