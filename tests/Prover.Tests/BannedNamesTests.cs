using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests;

/// <summary>Names that the prover's sources must not use, each with the folders that may.</summary>
public sealed class BannedNamesTests
{
    [Theory]
    [InlineData("System.Random", "")]
    [InlineData("new Random(", "")]
    [InlineData("DateTime.Now", "")]
    [InlineData("catch (Exception)", "")]
    [InlineData("Environment.ProcessorCount", "Scheduling")]
    [InlineData("BigInteger", "Circuits/NonNativeFields,Circuits/NonNativeGroups")]
    public void Sources_BannedName_OccursOnlyWhereItMay(string name, string allowed)
    {
        string root = Path.Combine(RepositoryRoot.Path, "src", "Prover");
        string[] folders = allowed.Split(',', StringSplitOptions.RemoveEmptyEntries);
        string[] found =
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Select(path => (Path: path, Relative: Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')))
                .Where(file => !file.Relative.StartsWith("bin/", StringComparison.Ordinal) && !file.Relative.StartsWith("obj/", StringComparison.Ordinal))
                .Where(file => !folders.Any(folder => file.Relative.StartsWith(folder + "/", StringComparison.Ordinal)))
                .Where(file => File.ReadAllText(file.Path).Contains(name, StringComparison.Ordinal))
                .Select(file => file.Relative),
        ];
        Assert.Empty(found);
    }
}
