using Chonk.Gate.Diagnostics;
using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Verdicts;

public sealed class GateCheckTests
{
    private static readonly string Profile = ProfileText.Of(["app"]);

    [Fact]
    public void Check_ProfileOfThisProverAndFlow_IsJudged()
    {
        using var flow = new ProfiledFlow(Profile);
        AtomicFile.Write(flow.BaselinePath, BaselineText.Text(ProfileText.Read(Profile), flow.Flow.Name));

        Assert.Equal(Outcome.Pass, Check(flow).Outcome);
    }

    [Fact]
    public void Check_NoProfile_Fails()
    {
        using var flow = new ProfiledFlow(Profile);
        File.Delete(flow.ProfilePath);

        AssertIs(Check(flow), Outcome.MissingProfile, DiagnosticCode.MissingProfile, "there is no memory profile");
    }

    [Fact]
    public void Check_NoStamp_Fails()
    {
        using var flow = new ProfiledFlow(Profile);
        File.Delete(ProfileStamp.PathOf(flow.ProfilePath));

        AssertIs(Check(flow), Outcome.MissingProfile, DiagnosticCode.MissingProfile, "its stamp is missing");
    }

    [Theory]
    [InlineData("profile", "not the file its stamp speaks of")]
    [InlineData("flow", "the flow has changed")]
    [InlineData("prover", "the prover has changed")]
    public void Check_AnInputChangedSince_IsStale(string what, string message)
    {
        using var flow = new ProfiledFlow(Profile);
        File.AppendAllText(what switch { "profile" => flow.ProfilePath, "flow" => flow.Flow.File, _ => flow.ProverPath }, " ");

        AssertIs(Check(flow), Outcome.MissingProfile, DiagnosticCode.MissingProfile, message);
    }

    [Fact]
    public void Check_AssemblyAddedToTheProver_IsStale()
    {
        using var flow = new ProfiledFlow(Profile);
        File.WriteAllText(Path.Combine(flow.ProverFolder, "another.dll"), "");

        AssertIs(Check(flow), Outcome.MissingProfile, DiagnosticCode.MissingProfile, "the prover has changed");
    }

    [Fact]
    public void Check_NoBaseline_FailsAndNeverMakesOne()
    {
        using var flow = new ProfiledFlow(Profile);

        AssertIs(Check(flow), Outcome.MissingBaseline, DiagnosticCode.MissingBaseline, "UpdateMemoryBaselines");
        Assert.False(File.Exists(flow.BaselinePath));
    }

    /// <summary>A baseline deleted by mistake is fetched back, and not made anew without its history.</summary>
    [Fact]
    public void Check_BaselineThatTheCommitHas_IsNamedWithTheCommandThatRestoresIt()
    {
        using var flow = new ProfiledFlow(Profile);
        AtomicFile.Write(flow.BaselinePath, BaselineText.Text(ProfileText.Read(Profile), flow.Flow.Name));
        Sh(flow.Root, "git init -q . && git add . && git -c user.name=t -c user.email=t@localhost commit -qm first");
        Directory.Delete(Path.GetDirectoryName(flow.BaselinePath)!, recursive: true);

        Verdict verdict = Check(flow);
        AssertIs(verdict, Outcome.MissingBaseline, DiagnosticCode.MissingBaseline, "git restore --source=HEAD ':/baselines/my flow.verified.json'. To make another");
        string command = verdict.Diagnostics[0].Message.Split("has it: ")[1].Split(". To make")[0];
        Sh(Path.Combine(flow.Root, "flows"), command);
        Assert.Equal(Outcome.Pass, Check(flow).Outcome);
    }

    [Fact]
    public void Check_BaselineOfAnotherFlow_IsAnError()
    {
        using var flow = new ProfiledFlow(Profile);
        AtomicFile.Write(flow.BaselinePath, BaselineText.Text(ProfileText.Read(Profile), "other"));

        AssertIs(Check(flow), Outcome.Error, DiagnosticCode.UnreadableBaseline, "of the flow 'other'");
    }

    [Fact]
    public void Check_TornBaseline_PointsAtThePlace()
    {
        using var flow = new ProfiledFlow(Profile);
        string text = BaselineText.Text(ProfileText.Read(Profile), flow.Flow.Name);
        AtomicFile.Write(flow.BaselinePath, text[..(text.Length / 2)]);

        Verdict verdict = Check(flow);
        AssertIs(verdict, Outcome.Error, DiagnosticCode.UnreadableBaseline, "not valid JSON");
        Assert.True(verdict.Diagnostics[0].Line > 1);
        Assert.Equal(ExitCodes.Usage, verdict.ExitCode);
    }

    [Fact]
    public void Stamp_ReadBack_IsTheSame()
    {
        using var flow = new ProfiledFlow(Profile, "app:after_oink:2");
        ProfileStamp stamp = ProfileStamp.TryReadFile(ProfileStamp.PathOf(flow.ProfilePath))!;

        Assert.Equal("app:after_oink:2", stamp.ControlStage);
        Assert.Equal(BaselineText.Here.Facts, stamp.Fingerprint.Facts);
        Assert.Equal(InputHash.OfFile(flow.Flow.File), stamp.FlowHash);
    }

    private static void Sh(string folder, string line)
    {
        ProcessResult result = ChildProcess.Run(["sh", "-c", line], new Dictionary<string, string>(), folder, Patience.Limit, CancellationToken.None);
        Assert.True(result.Succeeded, string.Join('\n', result.LastLines));
    }

    private static Verdict Check(ProfiledFlow flow) => GateCheck.Check(flow.Flow, flow.ProfilePath, flow.BaselinePath, flow.ProverFolder);

    private static void AssertIs(Verdict verdict, Outcome outcome, string code, string message)
    {
        Assert.Equal(outcome, verdict.Outcome);
        Diagnostic finding = Assert.Single(verdict.Diagnostics);
        Assert.Equal((code, DiagnosticSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.False(verdict.IsAccepted);
    }
}
