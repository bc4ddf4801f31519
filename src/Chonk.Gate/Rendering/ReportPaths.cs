namespace Chonk.Gate.Rendering;

/// <summary>Paths in reports that leave the machine: relative to the repository, with forward slashes.</summary>
internal static class ReportPaths
{
    internal static string Relative(string path, string root)
    {
        string shown = root.Length == 0 ? path : Path.GetRelativePath(root, Path.GetFullPath(path));
        return shown.Replace('\\', '/');
    }
}
