using System.Buffers;
using System.Text;
using Chonk.Gate;
using Chonk.Prover.Memory;
using MessagePack;

namespace Chonk.Cli.Output;

/// <summary>
/// The memory profile: a flat array, one map per checkpoint. First the reference prover's fields in its order (<c>stage, circuit_index,
/// circuit_name, rss_mb, heap_mb</c>; integers, bytes / 1048576 rounded down), then <c>live_bytes</c>, <c>peak_live_bytes</c> and
/// <c>categories</c>, a map of live bytes by buffer category. Encoded as MessagePack, published as the JSON of it.
/// </summary>
internal static class MemoryProfileFile
{
    private static readonly string[] CategoryNames = [.. Enum.GetNames<BufferCategory>().Select(SnakeCase)];

    /// <summary>Writes the checkpoints to <paramref name="path"/>, whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<MemoryCheckpoint> checkpoints)
    {
        string json = MessagePackSerializer.ConvertToJson(Encode(checkpoints));
        AtomicFile.Write(path, json + "\n");
    }

    private static ReadOnlyMemory<byte> Encode(IReadOnlyList<MemoryCheckpoint> checkpoints)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteArrayHeader(checkpoints.Count);
        foreach (MemoryCheckpoint checkpoint in checkpoints)
        {
            writer.WriteMapHeader(8);
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
            writer.Write("categories");
            writer.WriteMapHeader(CategoryNames.Length);
            for (int i = 0; i < CategoryNames.Length; i++)
            {
                writer.Write(CategoryNames[i]);
                writer.Write(checkpoint.BytesByCategory[i]);
            }
        }

        writer.Flush();
        return buffer.WrittenMemory;
    }

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
