using Chonk.Gate.Fingerprints;
using Chonk.Gate.Running;
using Microsoft.Build.Framework;

namespace Chonk.Build.Tasks;

/// <summary>Runs the prover once on one flow and leaves its memory profile with a stamp. Ctrl-C ends the prover with the build.</summary>
public sealed class ProfileFlow : GateTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource cancellation = new();

    /// <summary>Command line of the prover; see <see cref="ProfileRequest.ProverCommand"/>.</summary>
    [Required]
    public string ProverCommand { get; set; } = "";

    /// <summary>Command line that prints the prover's facts as JSON; empty for none.</summary>
    public string FingerprintCommand { get; set; } = "";

    /// <summary>SRS folder; empty for the prover's default.</summary>
    public string SrsDirectory { get; set; } = "";

    /// <summary>The control switch, <c>circuit:stage:MiB</c>; empty for an ordinary run.</summary>
    public string ControlStage { get; set; } = "";

    /// <summary>Threads of the prover, which says itself how many it takes.</summary>
    public int Threads { get; set; } = 2;

    /// <summary>Seconds after which the prover is ended.</summary>
    public int TimeoutSeconds { get; set; } = 900;

    /// <summary>SDK version, for the fingerprint.</summary>
    public string SdkVersion { get; set; } = "";

    /// <summary>Build configuration, for the fingerprint.</summary>
    public string Configuration { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var request = new ProfileRequest
        {
            Flow = GateFlow,
            ProverCommand = ProverCommand,
            FingerprintCommand = FingerprintCommand,
            ProverPath = ProverPath,
            ProfilePath = ProfileFile,
            SrsDirectory = SrsDirectory,
            ControlStage = ControlStage,
            Threads = Threads,
            Timeout = TimeSpan.FromSeconds(Math.Clamp(TimeoutSeconds, 1, 86_400)),
            Facts = new Dictionary<string, string> { [Fingerprint.Sdk] = SdkVersion, [Fingerprint.Configuration] = Configuration },
        };
        if (ProfileRun.Execute(request, cancellation.Token) is { } failure)
        {
            Report(failure);
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Cancel() => cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();
}
