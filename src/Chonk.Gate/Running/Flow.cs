namespace Chonk.Gate.Running;

/// <summary>One input of the prover.</summary>
/// <param name="Name">Name of the flow: its folder's.</param>
/// <param name="File">Path of its <c>ivc-inputs.msgpack</c>.</param>
public sealed record Flow(string Name, string File)
{
    /// <summary>The file every flow folder holds.</summary>
    public const string FileName = "ivc-inputs.msgpack";

    /// <summary>The flows in a folder: every <c>*/ivc-inputs.msgpack</c>, by name.</summary>
    /// <param name="directory">The flows' folder.</param>
    /// <returns>The flows; none when the folder is absent.</returns>
    public static IReadOnlyList<Flow> In(string directory) => !Directory.Exists(directory)
        ? []
        :
        [
            .. Directory.EnumerateDirectories(directory)
                .Where(d => System.IO.File.Exists(Path.Combine(d, FileName)))
                .Select(d => new Flow(Path.GetFileName(d), Path.Combine(d, FileName)))
                .OrderBy(f => f.Name, StringComparer.Ordinal),
        ];
}
