using System.Globalization;
using Chonk.Gate.Json;

namespace Chonk.Gate.Profiles;

/// <summary>
/// What identifies a checkpoint across commits: the circuit's name, which of the circuits of that name it is, and the stage.
/// The circuit's index is not part of it: a circuit inserted before must not rename every later row.
/// </summary>
/// <param name="Circuit">Name of the circuit; empty in profiles that carry none.</param>
/// <param name="Occurrence">Zero-based rank among the circuits of that name, in order of proving.</param>
/// <param name="Stage">Name of the checkpoint.</param>
public readonly record struct CheckpointKey(string Circuit, int Occurrence, string Stage)
{
    /// <summary>The stage as shown.</summary>
    public string StageLabel => JsonParser.ShortName(Stage);

    /// <summary>The circuit alone, as shown: <c>name</c>, or <c>name[2]</c> for its third occurrence.</summary>
    public string CircuitLabel => CircuitLabelOf(Circuit, Occurrence);

    /// <summary>Circuit and stage on one line, however long their names are.</summary>
    public string FullLabel => LabelOf(JsonParser.OneLine(Circuit), Occurrence) + ":" + JsonParser.OneLine(Stage);

    /// <summary>The circuit alone, as shown: <c>name</c>, or <c>name[2]</c> for its third occurrence.</summary>
    /// <param name="circuit">Name of the circuit.</param>
    /// <param name="occurrence">Zero-based rank among the circuits of that name.</param>
    /// <returns>The label.</returns>
    public static string CircuitLabelOf(string circuit, int occurrence) => LabelOf(JsonParser.ShortName(circuit), occurrence);

    /// <summary>Circuit and stage as shown: <c>name:stage</c>.</summary>
    /// <returns>The label.</returns>
    public override string ToString() => $"{CircuitLabel}:{StageLabel}";

    private static string LabelOf(string circuit, int occurrence) => circuit.Length > 0 && occurrence == 0
        ? circuit
        : string.Create(CultureInfo.InvariantCulture, $"{(circuit.Length == 0 ? "circuit" : circuit)}[{occurrence}]");
}
