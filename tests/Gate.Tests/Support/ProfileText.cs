using System.Globalization;
using System.Text;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Tests.Support;

/// <summary>Profiles made up for tests, by way of their text, so that every test passes through the reader.</summary>
internal static class ProfileText
{
    internal static readonly string[] Stages = ["after_alloc", "after_trace", "after_oink", "after_sumcheck", "after_accumulate"];

    internal const long Mebibyte = 1 << 20;

    /// <summary>
    /// Five checkpoints a circuit; live bytes are (circuit + 1) * 10 MiB + stage * 1 MiB, split over two categories and two zones; the peak is
    /// 1000 bytes of scratch above.
    /// </summary>
    internal static string Of(IReadOnlyList<string> circuits, Func<int, string, string, long>? extraBytes = null)
    {
        var rows = new List<string>();
        for (int circuit = 0; circuit < circuits.Count; circuit++)
        {
            for (int stage = 0; stage < Stages.Length; stage++)
            {
                long extra = extraBytes?.Invoke(circuit, circuits[circuit], Stages[stage]) ?? 0;
                long wires = ((circuit + 1) * 10 * Mebibyte) + (stage * Mebibyte);
                rows.Add(Row(circuits[circuit], circuit, Stages[stage], wires, extra));
            }
        }

        return "[" + string.Join(",\n ", rows) + "]";
    }

    internal static MemoryProfile Read(string text)
    {
        Assert.True(ProfileReader.TryRead(Encoding.UTF8.GetBytes(text), out MemoryProfile? profile, out JsonFault? fault), fault?.ToString());
        return profile!;
    }

    internal static MemoryProfile Make(IReadOnlyList<string> circuits, Func<int, string, string, long>? extraBytes = null) =>
        Read(Of(circuits, extraBytes));

    internal static string Row(string circuit, int index, string stage, long wires, long control) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"stage":"{{{stage}}}","circuit_index":{{{index}}},"circuit_name":"{{{circuit}}}","rss_mb":{{{((wires + control) >> 20) + 60}}},"heap_mb":{{{(wires + control) >> 20}}},"live_bytes":{{{wires + control}}},"peak_live_bytes":{{{wires + control + 1000}}},"time_ms":200,{{{Bytes("", wires, control, 0)}}},{{{Bytes("peak_", wires, control, 1000)}}}}""");

    /// <summary>The four tables of bytes; a negative control takes from the wires.</summary>
    private static string Bytes(string prefix, long wires, long control, long scratch) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        "{{{prefix}}}categories":{"wires":{{{wires + Math.Min(control, 0)}}},"other":{{{Math.Max(control, 0)}}},"scratch":{{{scratch}}}},"{{{prefix}}}zones":{"build":{{{wires + Math.Min(control, 0)}}},"held":{{{Math.Max(control, 0)}}},"commit":{{{scratch}}}}
        """);
}
