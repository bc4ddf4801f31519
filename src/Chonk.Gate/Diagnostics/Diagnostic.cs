using System.Globalization;
using Chonk.Gate.Json;

namespace Chonk.Gate.Diagnostics;

/// <summary>One coded message with the place it speaks of: what MSBuild, a terminal, GitHub and SARIF show in their own ways.</summary>
/// <param name="Code">One of <see cref="DiagnosticCode"/>.</param>
/// <param name="Severity">Its weight.</param>
/// <param name="Message">One line.</param>
/// <param name="File">The file meant, usually the baseline; <see langword="null"/> when there is none.</param>
/// <param name="Line">One-based line, 0 when the file as a whole is meant.</param>
/// <param name="Column">One-based column, 0 when the line as a whole is meant.</param>
/// <param name="Magnitude">
/// By how much one checkpoint differs, in bytes or milliseconds: where some of many are shown, the largest are. What is not one of many
/// checkpoints keeps the default and is never behind one.
/// </param>
public sealed record Diagnostic(
    string Code, DiagnosticSeverity Severity, string Message, string? File = null, int Line = 0, int Column = 0, long Magnitude = long.MaxValue)
{
    /// <summary>One line. Names in it come from files of others: what could break the line or steer a terminal is replaced here.</summary>
    public string Message { get; init; } = JsonParser.OneLine(Message);

    /// <summary>The canonical form that compilers print and build tools recognise: <c>file(line,col): error CODE: message</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string place = File is null ? "chonk" : Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Math.Max(1, Column)})") : File;
        string weight = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "message",
        };
        return $"{place}: {weight} {Code}: {Message}";
    }
}
