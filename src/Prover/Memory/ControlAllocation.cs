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
        }

        throw new FormatException($"'{text}' is not CIRCUIT:STAGE:MIB, for example '*:after_oink:2' (1 to 1024 MiB).");
    }

    /// <summary>The buffer, when this is its place; else null.</summary>
    internal NativeBuffer<byte>? AllocateAt(int circuitIndex, string circuitName, MemoryStage stage, MemoryLedger ledger)
    {
        bool here = stage == Stage
            && (Circuit == "*" || Circuit == circuitName
                || Circuit == string.Create(CultureInfo.InvariantCulture, $"#{circuitIndex}"));
        using Zone zone = here ? Zone.Enter(ZoneName) : default;
        return here ? new NativeBuffer<byte>(Mebibytes << 20, BufferCategory.Other, ledger) : null;
    }
}
