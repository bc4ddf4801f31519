using System.Globalization;
using System.Text;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>Diagnostics as GitHub workflow commands: annotations on the rows of the baselines.</summary>
public static class AnnotationReport
{
    /// <summary>One line a diagnostic; GitHub shows ten of each weight, so the worst come first.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="root">Folder that paths are made relative to; empty to leave them.</param>
    /// <returns>Lines with <c>\n</c> ends.</returns>
    public static string Render(IReadOnlyList<Verdict> verdicts, string root)
    {
        var text = new StringBuilder();
        foreach (Diagnostic diagnostic in verdicts.SelectMany(v => v.Diagnostics).OrderByDescending(d => d.Severity))
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

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
