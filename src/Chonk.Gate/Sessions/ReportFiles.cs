using Chonk.Gate.Rendering;
using Chonk.Gate.Running;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Sessions;

/// <summary>Files a command writes its verdicts to, each in another form; <see langword="null"/> for none.</summary>
/// <param name="Markdown">A Markdown file, appended to: GitHub's job summary is one.</param>
/// <param name="Sarif">A SARIF 2.1.0 file.</param>
/// <param name="Html">A self-contained page.</param>
/// <param name="Annotations">Whether to print GitHub's workflow commands.</param>
/// <param name="Root">Folder that paths in reports are made relative to.</param>
/// <param name="History">A file of JSON lines, appended to: one line a build.</param>
public sealed record ReportFiles(
    string? Markdown = null, string? Sarif = null, string? Html = null, bool Annotations = false, string Root = "", string? History = null)
{
    /// <summary>Writes what was asked for.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="output">Where annotations, and a failure to write, go.</param>
    /// <returns>Whether every file was written.</returns>
    public bool TryWrite(IReadOnlyList<Verdict> verdicts, TextWriter output)
    {
        try
        {
            if (Markdown is not null)
            {
                File.AppendAllText(Markdown, MarkdownReport.Render(verdicts, Root));
            }

            if (Sarif is not null)
            {
                AtomicFile.Write(Sarif, SarifReport.Render(verdicts, Root));
            }

            if (Html is not null)
            {
                AtomicFile.Write(Html, HtmlReport.Render(verdicts, Root));
            }

            if (History is not null)
            {
                string commit = GitCommit.Of(Root.Length == 0 ? Environment.CurrentDirectory : Root);
                File.AppendAllText(History, HistoryEntry.Line(verdicts, commit, DateTimeOffset.UtcNow) + "\n");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            output.WriteLine("a report could not be written");
            return false;
        }

        if (Annotations)
        {
            output.Write(AnnotationReport.Render(verdicts, Root));
        }

        return true;
    }
}
