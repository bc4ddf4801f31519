using System.Globalization;
using System.Text;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>Diagnostics as GitHub workflow commands: annotations on the rows of the baselines.</summary>
public static class AnnotationReport
{
    private const int ShownByGitHub = 10;

    /// <summary>
    /// One line a diagnostic. GitHub shows the first ten of each weight in a step and leaves the others in its log, so the largest ten come
    /// first, and a notice says how many there are.
    /// </summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="root">Folder that paths are made relative to; empty to leave them.</param>
    /// <returns>Lines with <c>\n</c> ends.</returns>
    public static string Render(IReadOnlyList<Verdict> verdicts, string root)
    {
        var text = new StringBuilder();
        Diagnostic[] all = [.. verdicts.SelectMany(v => v.Diagnostics)];
        foreach (var weight in all.Where(d => d.Severity != DiagnosticSeverity.Information).GroupBy(d => d.Severity).Where(w => w.Count() > ShownByGitHub))
        {
            string name = weight.Key == DiagnosticSeverity.Error ? "errors" : "warnings";
            text.Append($"::notice title=Memory gate::The largest {ShownByGitHub} of {weight.Count()} {name} are shown; this step's log has them all\n");
        }

        foreach (Diagnostic diagnostic in all.GroupBy(d => d.Severity).OrderByDescending(w => w.Key).SelectMany(LargestFirst))
        {
            string command = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => "error",
                DiagnosticSeverity.Warning => "warning",
                _ => "notice",
            };
            string place = diagnostic.File is null ? "" : $"file={Property(ReportPaths.Relative(diagnostic.File, root))},";
            if (diagnostic.File is not null && diagnostic.Line > 0)
            {
                place += string.Create(CultureInfo.InvariantCulture, $"line={diagnostic.Line},col={Math.Max(1, diagnostic.Column)},");
            }

            text.Append($"::{command} {place}title={diagnostic.Code}::{Data(diagnostic.Message)}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<Diagnostic> LargestFirst(IEnumerable<Diagnostic> ofOneWeight)
    {
        Diagnostic[] all = [.. ofOneWeight];
        Diagnostic[] first = Verdict.Largest(all, ShownByGitHub);
        return first.Concat(all.Except(first));
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
