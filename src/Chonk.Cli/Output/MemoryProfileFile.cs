using System.Buffers;
using System.Text;
using Chonk.Prover.Memory;
using MessagePack;

namespace Chonk.Cli.Output;

/// <summary>
/// The memory profile: a flat array, one map per checkpoint. First the reference prover's fields in its order (<c>stage, circuit_index,
/// circuit_name, rss_mb, heap_mb</c>; integers, bytes / 1048576 rounded down), then <c>live_bytes</c>, <c>peak_live_bytes</c>,
/// <c>time_ms</c> since the checkpoint before, and where the bytes are: <c>categories</c> and <c>zones</c>, maps of live bytes by buffer
/// category and by the zone that allocated them, and <c>peak_categories</c> and <c>peak_zones</c>, the same at the instant of the peak.
/// Names with no bytes are left out. Encoded as MessagePack, published as the JSON of it.
/// </summary>
internal static class MemoryProfileFile
{
    private const string NoZone = "(no zone)";
    private static readonly string[] CategoryNames = [.. Enum.GetNames<BufferCategory>().Select(SnakeCase)];

    /// <summary>The file's content, UTF-8.</summary>
    public static byte[] ToBytes(IReadOnlyList<MemoryCheckpoint> checkpoints) =>
        Encoding.UTF8.GetBytes(MessagePackSerializer.ConvertToJson(Encode(checkpoints)) + "\n");

    private static ReadOnlyMemory<byte> Encode(IReadOnlyList<MemoryCheckpoint> checkpoints)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteArrayHeader(checkpoints.Count);
        foreach (MemoryCheckpoint checkpoint in checkpoints)
        {
            writer.WriteMapHeader(12);
            writer.Write("stage");
            writer.Write(checkpoint.StageName);
            writer.Write("circuit_index");
            writer.Write(checkpoint.CircuitIndex);
            writer.Write("circuit_name");
            writer.Write(checkpoint.CircuitName);
            writer.Write("rss_mb");
            writer.Write(checkpoint.PeakResidentBytes >> 20);
            writer.Write("heap_mb");
            writer.Write(checkpoint.HeapBytes >> 20);
            writer.Write("live_bytes");
            writer.Write(checkpoint.LiveBytes);
            writer.Write("peak_live_bytes");
            writer.Write(checkpoint.PeakLiveBytes);
            writer.Write("time_ms");
            writer.Write((long)checkpoint.Elapsed.TotalMilliseconds);
            WriteMap(ref writer, "categories", Categories(checkpoint.Live));
            WriteMap(ref writer, "zones", Zones(checkpoint.Live));
            WriteMap(ref writer, "peak_categories", Categories(checkpoint.Peak));
            WriteMap(ref writer, "peak_zones", Zones(checkpoint.Peak));
        }

        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteMap(ref MessagePackWriter writer, string name, IEnumerable<KeyValuePair<string, long>> bytes)
    {
        KeyValuePair<string, long>[] present = [.. bytes.Where(pair => pair.Value != 0)];
        writer.Write(name);
        writer.WriteMapHeader(present.Length);
        foreach ((string key, long value) in present)
        {
            writer.Write(key);
            writer.Write(value);
        }
    }

    private static IEnumerable<KeyValuePair<string, long>> Categories(MemorySnapshot memory) =>
        CategoryNames.Zip(memory.ByCategory, KeyValuePair.Create);

    private static IEnumerable<KeyValuePair<string, long>> Zones(MemorySnapshot memory) => memory.ByZone
        .Select(pair => KeyValuePair.Create(pair.Key.Length == 0 ? NoZone : pair.Key, pair.Value))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static string SnakeCase(string name)
    {
        StringBuilder text = new();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
