using System.IO.Compression;
using System.Text;

namespace Chonk.Traces.Tests.Support;

/// <summary>Outputs of one run of the reference prover, described in Samples/README.md.</summary>
internal static class Samples
{
    public static string Trace => PathOf("bb.trace.json.gz");

    public static string Aggregate => PathOf("bb.aggregate.json.gz");

    public static string Hierarchical => PathOf("bb.hierarchical.json.gz");

    /// <summary>The repository's own flow.</summary>
    public static string DefaultFlow => Path.Combine(Root(), "flows", "four_apps", "ivc-inputs.msgpack");

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    public static string Text(string name)
    {
        using GZipStream stream = new(File.OpenRead(PathOf(name)), CompressionMode.Decompress);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chonk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Chonk.sln was not found above the test assembly.");
    }
}
