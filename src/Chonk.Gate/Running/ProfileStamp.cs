using System.Text.Encodings.Web;
using System.Text.Json;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;

namespace Chonk.Gate.Running;

/// <summary>
/// What stands beside a profile: hashes of the profile itself and of what it was made from, the control switch, and the
/// fingerprint of the run. A profile without its stamp, or whose hashes do not fit, counts as missing.
/// </summary>
/// <param name="Flow">Name of the flow.</param>
/// <param name="ProfileHash">SHA-256 of the profile.</param>
/// <param name="FlowHash">SHA-256 of the flow file.</param>
/// <param name="ProverHash">SHA-256 over the prover's files; see <see cref="InputHash.OfProver"/>.</param>
/// <param name="ControlStage">The control switch of the run; empty for an ordinary one.</param>
/// <param name="Fingerprint">Facts of the run.</param>
public sealed record ProfileStamp(
    string Flow, string ProfileHash, string FlowHash, string ProverHash, string ControlStage, Fingerprint Fingerprint)
{
    private const int Schema = 1;
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where the profile of a flow stands.</summary>
    /// <param name="directory">The profiles' folder.</param>
    /// <param name="flow">Name of the flow.</param>
    /// <returns>A path.</returns>
    public static string ProfilePathOf(string directory, string flow) => Path.Combine(directory, flow + ".memory_profile.json");

    /// <summary>Where the stamp of a profile stands.</summary>
    /// <param name="profilePath">Path of the profile.</param>
    /// <returns>A path.</returns>
    public static string PathOf(string profilePath) =>
        Path.Combine(Path.GetDirectoryName(profilePath) ?? "", Path.GetFileNameWithoutExtension(profilePath) + ".stamp.json");

    /// <summary>Reads a stamp.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The stamp; <see langword="null"/> when there is none or it is not one.</returns>
    public static ProfileStamp? TryReadFile(string path)
    {
        if (!JsonParser.TryReadFile(path, out JsonValue? root, out _) || root!.Kind != JsonKind.Object || root["schema"]?.Integer != Schema)
        {
            return null;
        }

        string? Text(string name) => root[name] is { Kind: JsonKind.String } value ? value.Text : null;
        return Text("flow") is { } flow && Text("profile_sha256") is { } profile && Text("flow_sha256") is { } input
            && Text("prover_sha256") is { } prover && root["fingerprint"] is { } facts && Fingerprint.TryRead(facts) is { } fingerprint
            ? new ProfileStamp(flow, profile, input, prover, Text("control_stage") ?? "", fingerprint)
            : null;
    }

    /// <summary>Writes the stamp, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void WriteFile(string path)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("flow", Flow);
            json.WriteString("profile_sha256", ProfileHash);
            json.WriteString("flow_sha256", FlowHash);
            json.WriteString("prover_sha256", ProverHash);
            json.WriteString("control_stage", ControlStage);
            json.WriteStartObject("fingerprint");
            foreach ((string name, string text) in Fingerprint.Facts)
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        AtomicFile.Write(path, System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n");
    }
}
