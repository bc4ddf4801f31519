using System.Globalization;
using Chonk.Gate.Baselines;
using Chonk.Gate.Running;
using Chonk.Gate.Updates;

namespace Chonk.Gate.Sessions;

/// <summary>Where flows, baselines and profiles are, and which prover to run: what every <c>chonk gate</c> command starts from.</summary>
public sealed record GateOptions
{
    /// <summary>Folder of flows.</summary>
    public required string FlowsDirectory { get; init; }

    /// <summary>Folder of baselines.</summary>
    public required string BaselinesDirectory { get; init; }

    /// <summary>Folder for profiles and stamps.</summary>
    public required string MemoryDirectory { get; init; }

    /// <summary>Command line of the prover; see <see cref="ProfileRequest.ProverCommand"/>.</summary>
    public required string ProverCommand { get; init; }

    /// <summary>File or folder of the prover.</summary>
    public required string ProverPath { get; init; }

    /// <summary>Command line that prints the prover's facts; empty for none.</summary>
    public string FingerprintCommand { get; init; } = "";

    /// <summary>SRS folder; empty for the prover's default.</summary>
    public string SrsDirectory { get; init; } = "";

    /// <summary>Threads of the prover.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>
    /// Folders in which a profile may be found that this prover left without the control switch, to compare a control run with. None by
    /// default, since only a prover whose files are known can be told to be the same; then the control is preceded by a run without it.
    /// </summary>
    public IReadOnlyList<string> CleanProfileDirectories { get; init; } = [];

    /// <summary>Time allowed for one run.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Names of the flows meant; empty for all.</summary>
    public IReadOnlyList<string> FlowNames { get; init; } = [];

    /// <summary>The gated project, as commands that reports quote are to name it from here; empty for a prover from elsewhere.</summary>
    public string Project { get; init; } = "";

    /// <summary>Most characters a line of a table may have.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Whether this is a build server, where baselines are read and never written.</summary>
    public bool IsBuildServer { get; init; } = UpdateRequest.RunsOnBuildServer();

    /// <summary>Whether baselines may be taken from files that differ from the commit.</summary>
    public bool AllowsDirty { get; init; }

    /// <summary>Facts only the caller knows, added to every fingerprint.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The number of threads as a fingerprint holds it.</summary>
    internal string ThreadsText => Threads.ToString(CultureInfo.InvariantCulture);

    /// <summary>The flows meant, by name.</summary>
    /// <returns>The flows; fewer than <see cref="FlowNames"/> when one is not there.</returns>
    public IReadOnlyList<Flow> Flows() =>
        [.. Flow.In(FlowsDirectory).Where(f => FlowNames.Count == 0 || FlowNames.Contains(f.Name, StringComparer.Ordinal))];

    /// <summary>Baselines nothing is held to, because their flow is gone; not looked for when flows are named.</summary>
    /// <returns>Paths.</returns>
    public IReadOnlyList<string> BaselinesWithoutFlow() => FlowNames.Count > 0 || !Directory.Exists(BaselinesDirectory)
        ? []
        :
        [
            .. Directory.EnumerateFiles(BaselinesDirectory, "*" + Baseline.FileSuffix)
                .Except(Flows().Select(BaselineOf), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Path of a flow's baseline.</summary>
    /// <param name="flow">The flow.</param>
    /// <returns>A path.</returns>
    public string BaselineOf(Flow flow) => Baseline.PathOf(BaselinesDirectory, flow.Name);

    /// <summary>What to run for a profile of a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="path">Where the profile goes.</param>
    /// <returns>A request without the control switch.</returns>
    public ProfileRequest RequestFor(Flow flow, string path) => new()
    {
        Flow = flow,
        ProverCommand = ProverCommand,
        FingerprintCommand = FingerprintCommand,
        ProverPath = ProverPath,
        ProfilePath = path,
        SrsDirectory = SrsDirectory,
        Threads = Threads,
        Timeout = Timeout,
        Facts = Facts,
    };

    /// <summary>Path of the profile of one of several runs.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="run">Zero-based number of the run.</param>
    /// <returns>A path; that of the build's own profile for run 0.</returns>
    public string ProfileOf(Flow flow, int run) =>
        ProfileStamp.ProfilePathOf(run == 0 ? MemoryDirectory : Path.Combine(MemoryDirectory, $"run{run}"), flow.Name);
}
