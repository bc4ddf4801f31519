using Chonk.Traces.Models;

namespace Chonk.Traces.Writing;

/// <summary>Writes a trace in the form that its file name asks for.</summary>
public static class TraceWriter
{
    /// <summary>Ending of names of Perfetto's protobuf files.</summary>
    public const string ProtobufExtension = ".pftrace";

    /// <summary>Writes Perfetto's protobuf for names in <c>.pftrace</c>, Chrome trace event JSON for others.</summary>
    public static void Write(Trace trace, Stream destination, string fileName)
    {
        if (fileName.EndsWith(ProtobufExtension, StringComparison.OrdinalIgnoreCase))
        {
            PerfettoProtobufWriter.Write(trace, destination);
        }
        else
        {
            PerfettoJsonWriter.Write(trace, destination);
        }
    }
}
