using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Rendering;

/// <summary>Diagnostics as SARIF 2.1.0 [OASIS, Static Analysis Results Interchange Format, 2020], for code-scanning views.</summary>
public static class SarifReport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    /// <summary>One run with a rule a code and a result a diagnostic, all of them.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="root">Folder that paths are made relative to; empty to leave them.</param>
    /// <returns>JSON.</returns>
    public static string Render(IReadOnlyList<Verdict> verdicts, string root)
    {
        Diagnostic[] diagnostics = [.. verdicts.SelectMany(v => v.Diagnostics)];
        string[] codes = [.. diagnostics.Select(d => d.Code).Distinct().Order(StringComparer.Ordinal)];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "chonk-gate");
            json.WriteStartArray("rules");
            foreach (string code in codes)
            {
                json.WriteStartObject();
                json.WriteString("id", code);
                json.WriteStartObject("shortDescription");
                json.WriteString("text", DiagnosticCode.TitleOf(code));
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("columnKind", "unicodeCodePoints");
            json.WriteStartArray("results");
            foreach (Diagnostic diagnostic in diagnostics)
            {
                WriteResult(json, diagnostic, Array.IndexOf(codes, diagnostic.Code), root);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, int rule, string root)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        });
        json.WriteStartObject("message");
        json.WriteString("text", diagnostic.Message);
        json.WriteEndObject();
        if (diagnostic.File is not null)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            // RFC 3986 wants blanks and signs escaped, segment by segment.
            json.WriteString("uri", string.Join('/', ReportPaths.Relative(diagnostic.File, root).Split('/').Select(Uri.EscapeDataString)));
            json.WriteEndObject();
            if (diagnostic.Line > 0)
            {
                json.WriteStartObject("region");
                json.WriteNumber("startLine", diagnostic.Line);
                json.WriteNumber("startColumn", Math.Max(1, diagnostic.Column));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
