using System.Reflection;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.Diagnostics;

public sealed class DiagnosticTests
{
    private static readonly string[] Codes =
        [.. typeof(DiagnosticCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Codes_AreDistinctAndHaveAPageEach()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "docs", "diagnostics");
        string[] pages = [.. Directory.EnumerateFiles(folder, "CHONK*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

        Assert.Equal(Codes.Order(StringComparer.Ordinal), pages);
        Assert.Equal(Codes.Length, Codes.Distinct().Count());
        Assert.All(pages, p => Assert.StartsWith($"# {p}: {DiagnosticCode.TitleOf(p)}\n", File.ReadAllText(Path.Combine(folder, p + ".md")), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a b.json", 3, 5, "a b.json(3,5): error CHONK1001: text")]
    [InlineData("a b.json", 3, 0, "a b.json(3,1): error CHONK1001: text")]
    [InlineData("a b.json", 0, 0, "a b.json: error CHONK1001: text")]
    [InlineData(null, 0, 0, "chonk: error CHONK1001: text")]
    public void ToString_Place_IsInCanonicalForm(string? file, int line, int column, string expected) =>
        Assert.Equal(expected, new Diagnostic(DiagnosticCode.Grew, DiagnosticSeverity.Error, "text", file, line, column).ToString());
}
