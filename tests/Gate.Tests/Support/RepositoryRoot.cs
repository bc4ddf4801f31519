namespace Chonk.Gate.Tests.Support;

/// <summary>The repository this assembly was built in.</summary>
internal static class RepositoryRoot
{
    internal static string Path { get; } = System.IO.Path.GetFullPath(EndToEnd.FakeProject.Metadata("ChonkRepositoryRoot"));
}
