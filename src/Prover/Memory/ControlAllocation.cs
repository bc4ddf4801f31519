using System.Globalization;

using Chonk.Prover.Diagnostics;

namespace Chonk.Prover.Memory;

/// <summary>
/// The positive control of the memory gate: a booked buffer that is alive while one stage of one circuit is recorded, and freed right
/// after. A gate that does not report it is asleep.
/// </summary>
/// <param name="Circuit">A circuit name, <c>#</c> and an index, or <c>*</c> for every circuit.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Mebibytes">Size of the buffer, 1 to 1024 MiB.</param>
public sealed record ControlAllocation(string Circuit, MemoryStage Stage, int Mebibytes)
{
    /// <summary>The zone that the buffer is booked for.</summary>
    public const string ZoneName = "control allocation";

    private const int NamesShown = 20;

    /// <summary>Reads <c>CIRCUIT:STAGE:MIB</c>; circuit names may contain colons themselves.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static ControlAllocation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        if (parts.Length >= 3
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int mebibytes)
            && mebibytes is >= 1 and <= 1024)
        {
            foreach (MemoryStage stage in Enum.GetValues<MemoryStage>())
            {
                if (parts[^2] == MemoryCheckpoint.NameOf(stage))
                {
                    return new ControlAllocation(string.Join(':', parts[..^2]), stage, mebibytes);
                }
            }

            IEnumerable<string> stages = Enum.GetValues<MemoryStage>().Select(MemoryCheckpoint.NameOf);
            throw new FormatException($"no stage '{parts[^2]}'; stages are {string.Join(", ", stages)}");
        }

        throw new FormatException($"'{text}' is not CIRCUIT:STAGE:MIB, for example '*:after_oink:2' (1 to 1024 MiB).");
    }

    /// <summary>Why the switch is about none of these circuits: a mistyped name would hold nothing, and nobody would notice.</summary>
    /// <param name="circuitNames">The circuits in order of proving.</param>
    /// <returns>One sentence with the names there are; null when one of them is meant.</returns>
    public string? Misses(IReadOnlyList<string> circuitNames)
    {
        ArgumentNullException.ThrowIfNull(circuitNames);
        if (circuitNames.Index().Any(circuit => Means(circuit.Index, circuit.Item)))
        {
            return null;
        }

        IEnumerable<string> known = circuitNames.Index().Take(NamesShown)
            .Select(static circuit => string.Create(CultureInfo.InvariantCulture, $"#{circuit.Index} {circuit.Item}"));
        string more = circuitNames.Count > NamesShown
            ? string.Create(CultureInfo.InvariantCulture, $" and {circuitNames.Count - NamesShown} more")
            : "";
        return $"no circuit '{Circuit}'; circuits are {string.Join(", ", known)}{more}";
    }

    /// <summary>The buffer, when this is its place; else null.</summary>
    internal NativeBuffer<byte>? AllocateAt(int circuitIndex, string circuitName, MemoryStage stage, MemoryLedger ledger)
    {
        bool here = stage == Stage && Means(circuitIndex, circuitName);
        using Zone zone = here ? Zone.Enter(ZoneName) : default;
        return here ? new NativeBuffer<byte>(Mebibytes << 20, BufferCategory.Other, ledger) : null;
    }

    private bool Means(int circuitIndex, string circuitName) =>
        Circuit == "*" || Circuit == circuitName || Circuit == string.Create(CultureInfo.InvariantCulture, $"#{circuitIndex}");
}
