using System.Globalization;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Running;

/// <summary>The switch of the positive control, <c>circuit:stage:MiB</c>: hold so much more memory at these checkpoints.</summary>
/// <param name="Circuit">A circuit's name, <c>#</c> and its index in the flow, or <c>*</c> for every circuit.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Mebibytes">How much, at least 1 MiB.</param>
public sealed record ControlSwitch(string Circuit, string Stage, int Mebibytes)
{
    /// <summary>What a switch looks like.</summary>
    public const string Form = "the control switch is circuit:stage:MiB, for example '*:after_oink:2' or '#0:after_oink:1'";

    private const int NamesShown = 20;

    /// <summary>Reads a switch; a circuit's name may contain colons.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The switch; <see langword="null"/> when the text is none.</returns>
    public static ControlSwitch? TryParse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length >= 3 && parts[^2].Length > 0
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int mebibytes) && mebibytes > 0
            && string.Join(':', parts[..^2]) is { Length: > 0 } circuit
            ? new ControlSwitch(circuit, parts[^2], mebibytes)
            : null;
    }

    /// <summary>Whether memory is held at this checkpoint.</summary>
    /// <param name="key">The checkpoint.</param>
    /// <param name="circuitIndex">Its circuit's position in the flow.</param>
    /// <returns>Whether it is.</returns>
    public bool Means(CheckpointKey key, int circuitIndex) => key.Stage == Stage && MeansCircuit(key.Circuit, circuitIndex);

    /// <summary>Why the switch is about none of a profile's checkpoints: a mistyped name would hold nothing, and nobody would notice.</summary>
    /// <param name="profile">A profile of the flow.</param>
    /// <returns>One sentence with the names there are; <see langword="null"/> when there is such a checkpoint.</returns>
    public string? Misses(MemoryProfile profile)
    {
        if (profile.Checkpoints.Any(c => Means(c.Key, c.CircuitIndex)))
        {
            return null;
        }

        bool hasCircuit = profile.Checkpoints.Any(c => MeansCircuit(c.Key.Circuit, c.CircuitIndex));
        string[] names = hasCircuit
            ? [.. profile.Checkpoints.Select(c => c.Key.StageLabel).Distinct()]
            : [.. profile.Checkpoints.Select(c => string.Create(CultureInfo.InvariantCulture, $"#{c.CircuitIndex} {JsonParser.ShortName(c.Key.Circuit)}")).Distinct()];
        string more = names.Length > NamesShown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - NamesShown} more") : "";
        string list = string.Join(", ", names.Take(NamesShown)) + more;
        return hasCircuit
            ? $"no stage '{JsonParser.ShortName(Stage)}'; stages are {list}"
            : $"no circuit '{JsonParser.ShortName(Circuit)}'; circuits are {list}";
    }

    private bool MeansCircuit(string circuit, int circuitIndex) =>
        Circuit == "*" || Circuit == circuit || Circuit == string.Create(CultureInfo.InvariantCulture, $"#{circuitIndex}");
}
