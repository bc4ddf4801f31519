using System.Text.RegularExpressions;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests;

/// <summary>
/// Folder = namespace = layer. A folder of <c>src/Prover</c> and <c>src/Chonk.Gate</c> may use folders of lower layers, and those of its own
/// layer that these tables name.
/// </summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, int> ProverLayers = new()
    {
        ["Diagnostics"] = 0, ["Memory"] = 0, ["Scheduling"] = 0,
        ["Fields"] = 1, ["Hashing"] = 1,
        ["Curves"] = 2, ["Polynomials"] = 2, ["Transcripts"] = 2,
        ["Commitments"] = 3, ["Sumcheck"] = 3, ["Relations"] = 3,
        ["Arithmetization"] = 4,
        ["Folding"] = 5, ["Goblin"] = 5, ["Eccvm"] = 5, ["Translator"] = 5,
        ["Ivc"] = 6, ["Acir"] = 6, ["Circuits"] = 6,
    };

    private static readonly HashSet<(string From, string To)> ProverSameLayer =
    [
        ("Memory", "Diagnostics"), ("Scheduling", "Diagnostics"),
        ("Hashing", "Fields"),
        ("Transcripts", "Curves"),
        ("Sumcheck", "Relations"),
        ("Goblin", "Eccvm"), ("Goblin", "Translator"),
        ("Ivc", "Circuits"), ("Ivc", "Acir"), ("Acir", "Circuits"),
    ];

    /// <summary>What is judged knows nothing of how it is shown or changed; the root's own files know no folder.</summary>
    private static readonly Dictionary<string, int> GateLayers = new()
    {
        [""] = 0, ["Json"] = 0,
        ["Diagnostics"] = 1, ["Fingerprints"] = 1, ["Profiles"] = 1,
        ["Baselines"] = 2, ["Running"] = 2, ["Texts"] = 2,
        ["Verdicts"] = 3,
        ["Rendering"] = 4, ["Updates"] = 4,
        ["Sessions"] = 5,
    };

    [Fact]
    public void ProverFolders_UsingDirectives_PointDownTheTable() =>
        AssertPointDown("Prover", "Chonk.Prover", ProverLayers, ProverSameLayer);

    [Fact]
    public void GateFolders_UsingDirectives_PointDownTheTable() => AssertPointDown("Chonk.Gate", "Chonk.Gate", GateLayers, []);

    private static void AssertPointDown(string project, string rootNamespace, Dictionary<string, int> layers, HashSet<(string From, string To)> sameLayer)
    {
        List<string> violations = [];
        string root = Path.Combine(RepositoryRoot.Path, "src", project);
        int files = 0;
        foreach (string path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(root, path);
            string from = relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? relative.Split(Path.DirectorySeparatorChar)[0] : "";
            if (from is "bin" or "obj")
            {
                continue;
            }

            files++;
            Assert.True(layers.ContainsKey(from), $"Folder {from} is not in the table.");
            foreach (Match match in UsingOrQualifiedName().Matches(File.ReadAllText(path)).Where(m => m.Groups[1].Value == rootNamespace))
            {
                string to = match.Groups[2].Value;
                if (!layers.TryGetValue(to, out int level))
                {
                    violations.Add($"{relative}: unknown folder {to}");
                }
                else if (from != to && level >= layers[from] && !sameLayer.Contains((from, to)))
                {
                    violations.Add($"{relative}: {from} uses {to}");
                }
            }
        }

        Assert.True(files > 20);
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [GeneratedRegex(@"^(?!\s*///)(?!namespace).*\b(Chonk\.[A-Z][A-Za-z0-9]*)\.([A-Z][A-Za-z0-9]*)", RegexOptions.Multiline)]
    private static partial Regex UsingOrQualifiedName();
}
