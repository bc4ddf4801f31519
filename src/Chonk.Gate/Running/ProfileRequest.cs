namespace Chonk.Gate.Running;

/// <summary>What to profile, with which prover, and where to put the result.</summary>
public sealed record ProfileRequest
{
    /// <summary>The flow.</summary>
    public required Flow Flow { get; init; }

    /// <summary>
    /// Command line of the prover. Where it contains <c>{flow}</c> it is taken as it stands, with <c>{flow}</c>, <c>{profile}</c> and
    /// <c>{output}</c> replaced; else <c>prove --scheme chonk --ivc_inputs_path F -o DIR --memory_profile_out F</c> is appended.
    /// </summary>
    public required string ProverCommand { get; init; }

    /// <summary>Command line that prints the prover's facts as a JSON object, with <c>{flow}</c> for the flow's file; empty for none.</summary>
    public string FingerprintCommand { get; init; } = "";

    /// <summary>File or folder that holds the prover, for the stamp.</summary>
    public required string ProverPath { get; init; }

    /// <summary>Where the profile goes; the stamp goes beside it.</summary>
    public required string ProfilePath { get; init; }

    /// <summary>SRS folder handed to the prover as <c>-c</c>; empty for the prover's default.</summary>
    public string SrsDirectory { get; init; } = "";

    /// <summary>The control switch, <c>circuit:stage:MiB</c>; empty for an ordinary run.</summary>
    public string ControlStage { get; init; } = "";

    /// <summary>Value of <c>HARDWARE_CONCURRENCY</c>. Fixed, because scratch memory is booked per thread.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Time after which the prover is killed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Facts only the caller knows: SDK version, configuration.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}
