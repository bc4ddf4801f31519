using System.Globalization;
using System.Text;
using Chonk.Traces.Models;
using Chonk.Traces.Reading;

namespace Chonk.Traces.Writing;

/// <summary>Writes the two breakdowns of a run by operation: <c>--bench_out</c> and <c>--bench_out_hierarchical</c>.</summary>
public static class OperationTableWriter
{
    /// <summary>Writes <c>{op: ns}</c>: for each operation, the sum over its parents of the largest total of one thread.</summary>
    public static void WriteFlat(OperationTable operations, TextWriter text)
    {
        IEnumerable<string> lines = operations.Names.Select(name => string.Create(
            CultureInfo.InvariantCulture, $"  {TraceText.Quoted(name)}:{operations.Of(name).Sum(entry => entry.MaxThreadNs)}"));
        text.Write("{\n");
        text.Write(string.Join(",\n", lines));
        text.Write("\n}\n");
    }

    /// <summary>
    /// Writes <c>{op: [{parent, time, time_max, time_mean, time_stddev, count, num_threads}]}</c> in ns on one line; mean and deviation
    /// have six digits, as bb writes them.
    /// </summary>
    public static void WriteHierarchical(OperationTable operations, TextWriter text)
    {
        StringBuilder json = new("{");
        foreach (string name in operations.Names)
        {
            json.Append(json.Length > 1 ? "," : "").Append(Quoted(name)).Append(":[");
            json.AppendJoin(',', operations.Of(name).Select(entry => string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"parent\":{Quoted(entry.Parent ?? OperationTableReader.Root)},\"time\":{entry.TotalNs},\"time_max\":{entry.MaxThreadNs},\"time_mean\":{TraceText.General(entry.MeanNs)},\"time_stddev\":{TraceText.General(entry.StandardDeviationNs)},\"count\":{entry.Count},\"num_threads\":{entry.ThreadCount}}}")));
            json.Append(']');
        }

        text.Write(json.Append("}\n").ToString());
    }

    /// <summary>bb escapes slashes in this file, as JSON permits.</summary>
    private static string Quoted(string text) => TraceText.Quoted(text).Replace("/", "\\/", StringComparison.Ordinal);
}
