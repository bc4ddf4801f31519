using System.Text;
using Chonk.Traces.Models;

namespace Chonk.Traces.Writing;

/// <summary>
/// Writes <c>--trace_out_perfetto_aggregate</c>: the tree of operations on one time line. The width of an operation is the largest
/// total of one thread; its children are laid end to end from its start, the largest first, and may stick out when they are shared.
/// </summary>
public static class PerfettoAggregateWriter
{
    /// <summary>Writes the tree of a run's operations.</summary>
    public static void Write(OperationTable operations, Stream destination)
    {
        using StreamWriter text = new(destination, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.NewLine = "\n";
        text.WriteLine("{");
        text.WriteLine("  \"displayTimeUnit\":\"us\",");
        text.Write("  \"traceEvents\":[");
        Walk walk = new(operations, text);
        walk.WriteChildren(null, 0);
        text.WriteLine();
        text.WriteLine("  ]");
        text.WriteLine("}");
    }

    private sealed class Walk(OperationTable operations, StreamWriter text)
    {
        private readonly HashSet<string> path = new(StringComparer.Ordinal);
        private bool started;

        public void WriteChildren(string? parent, long startNs)
        {
            foreach (OperationStatistics child in operations.ChildrenOf(parent))
            {
                // An operation inside itself would never end.
                if (!path.Add(child.Name))
                {
                    continue;
                }

                text.WriteLine(started ? "," : "");
                started = true;
                string arguments = parent is null ? "" : $",\"args\":{{\"parent\":{TraceText.Quoted(parent)}}}";
                text.Write($"    {{\"name\":{TraceText.Quoted(child.Name)},\"cat\":\"bb\",\"ph\":\"X\",\"pid\":0,\"tid\":0,\"ts\":{TraceText.Microseconds(startNs)},\"dur\":{TraceText.Microseconds(child.MaxThreadNs)}{arguments}}}");
                WriteChildren(child.Name, startNs);
                startNs += child.MaxThreadNs;
                path.Remove(child.Name);
            }
        }
    }
}
