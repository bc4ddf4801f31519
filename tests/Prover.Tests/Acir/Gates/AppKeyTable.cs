using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>Collects which circuits' keys were compared, and prints them as a table when the class that fills it has run.</summary>
public sealed class AppKeyTable : IDisposable
{
    private readonly ConcurrentDictionary<string, string> rows = new(StringComparer.Ordinal);

    /// <summary>Adds a circuit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="gateCount">Its gates, as the reference prover counts them.</param>
    /// <param name="logSize">Logarithm of its rows.</param>
    /// <param name="differences">The columns whose commitments differ; empty if the key is equal.</param>
    public void Add(string name, int gateCount, int logSize, string differences) =>
        rows[name] = string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {gateCount} | {logSize} | {(differences.Length == 0 ? "equal" : differences)} |");

    /// <inheritdoc/>
    public void Dispose()
    {
        StringBuilder text = new("| circuit | gates | log rows | key |\n|---|---|---|---|\n");
        foreach (string row in rows.OrderBy(static row => row.Key, StringComparer.Ordinal).Select(static row => row.Value))
        {
            _ = text.Append(row).Append('\n');
        }

        Console.Write(text);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "app-keys.md"), text.ToString());
    }
}
