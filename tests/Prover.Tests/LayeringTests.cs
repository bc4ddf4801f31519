using System.Text.RegularExpressions;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests;

/// <summary>
/// Folder = namespace = layer. A folder of <c>src/Prover</c> may use folders of lower layers, and those of its own layer that this
/// table names.
/// </summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, int> Layers = new()
    {
        ["Diagnostics"] = 0, ["Memory"] = 0, ["Scheduling"] = 0,
        ["Fields"] = 1, ["Hashing"] = 1,
        ["Curves"] = 2, ["Polynomials"] = 2, ["Transcripts"] = 2,
        ["Commitments"] = 3, ["Sumcheck"] = 3, ["Relations"] = 3,
        ["Arithmetization"] = 4,
        ["Folding"] = 5, ["Goblin"] = 5, ["Eccvm"] = 5, ["Translator"] = 5,
        ["Ivc"] = 6, ["Acir"] = 6, ["Circuits"] = 6,
    };

    private static readonly HashSet<(string From, string To)> SameLayer =
    [
        ("Memory", "Diagnostics"), ("Scheduling", "Diagnostics"),
        ("Hashing", "Fields"),
        ("Transcripts", "Curves"),
        ("Sumcheck", "Relations"),
        ("Goblin", "Eccvm"), ("Goblin", "Translator"),
        ("Ivc", "Circuits"), ("Ivc", "Acir"), ("Acir", "Circuits"),
    ];

    [Fact]
    public void Folders_UsingDirectives_PointDownTheTable()
    {
        List<string> violations = [];
        string root = Path.Combine(RepositoryRoot.Path, "src", "Prover");
        int files = 0;
        foreach (string path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(root, path);
            string from = relative.Split(Path.DirectorySeparatorChar)[0];
            if (from is "bin" or "obj")
            {
                continue;
            }

            files++;
            Assert.True(Layers.ContainsKey(from), $"Folder {from} is not in the table.");
            foreach (Match match in UsingOrQualifiedName().Matches(File.ReadAllText(path)))
            {
                string to = match.Groups[1].Value;
                if (!Layers.TryGetValue(to, out int level))
                {
                    violations.Add($"{relative}: unknown folder {to}");
                }
                else if (from != to && level >= Layers[from] && !SameLayer.Contains((from, to)))
                {
                    violations.Add($"{relative}: {from} uses {to}");
                }
            }
        }

        Assert.True(files > 20);
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [GeneratedRegex(@"^(?!\s*///)(?!namespace).*\bChonk\.Prover\.([A-Z][A-Za-z0-9]*)", RegexOptions.Multiline)]
    private static partial Regex UsingOrQualifiedName();
}
