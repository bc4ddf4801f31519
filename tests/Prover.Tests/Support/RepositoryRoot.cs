namespace Chonk.Prover.Tests.Support;

/// <summary>Where things are: the repository, and outside material that some tests compare with when it is present.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder of <c>Chonk.sln</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>Folder of reference flows and keys: <c>CHONK_SHARED</c>, else <c>shared</c> beside the repository; null when absent.</summary>
    public static string? Shared { get; } = Existing(
        Environment.GetEnvironmentVariable("CHONK_SHARED") ?? System.IO.Path.Combine(Path, "..", "shared"));

    /// <summary>The reference prover's folder: <c>CHONK_ORACLE</c>, else <c>~/.cache/chonk-oracle</c>; null when absent.</summary>
    public static string? Oracle { get; } = Existing(
        Environment.GetEnvironmentVariable("CHONK_ORACLE")
        ?? System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "chonk-oracle"));

    private static string? Existing(string path) => Directory.Exists(path) ? System.IO.Path.GetFullPath(path) : null;

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Chonk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Chonk.sln was not found above the test assembly.");
    }
}
