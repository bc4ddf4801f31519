using Chonk.Gate.Json;

namespace Chonk.Gate.Running;

/// <summary>The folders whose files a prover is built from.</summary>
public static class SourceFolders
{
    /// <summary>The folder of a project, and those of the projects it references, directly or not, as its last restore found them.</summary>
    /// <param name="projectFile">Path of the project; empty for none.</param>
    /// <param name="assetsFile">What the restore left, <c>obj/project.assets.json</c> beside the project when empty.</param>
    /// <returns>Full paths; where there was no restore, only the folder of the project.</returns>
    public static IReadOnlyList<string> Of(string projectFile, string assetsFile = "")
    {
        if (projectFile.Length == 0)
        {
            return [];
        }

        string own = Path.GetDirectoryName(Path.GetFullPath(projectFile))!;
        string assets = assetsFile.Length == 0 ? Path.Combine(own, "obj", "project.assets.json") : assetsFile;
        IEnumerable<JsonValue> libraries = JsonParser.TryReadFile(assets, out JsonValue? root, out _) && root!.Kind == JsonKind.Object
            ? root["libraries"]?.Members.Values ?? []
            : [];
        return
        [
            .. libraries.Where(l => l.Kind == JsonKind.Object && l["type"]?.Text == "project")
                .Select(l => l["msbuildProject"]?.Text)
                .OfType<string>()
                .Select(p => Path.GetDirectoryName(Path.GetFullPath(Path.Combine(own, p.Replace('\\', '/')))))
                .OfType<string>()
                .Prepend(own)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
