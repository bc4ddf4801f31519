using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Chonk.Traces.Inputs;

/// <summary>
/// Runs a checker on every flow and tells changed keys from other failures, as the CI does: 0 nothing changed, 1 a key changed (the
/// inputs want renewing), 2 anything else (someone must look).
/// </summary>
/// <param name="Checker">Program and words before the flow's path, such as <c>bb check --scheme chonk --ivc_inputs_path</c>.</param>
public sealed partial record KeyCheck(IReadOnlyList<string> Checker)
{
    /// <summary>No key changed.</summary>
    public const int Same = 0;

    /// <summary>A key changed.</summary>
    public const int Changed = 1;

    /// <summary>Something else is wrong.</summary>
    public const int Failed = 2;

    /// <summary>
    /// The words in which this prover's <c>check</c> says that a key differs; the command makes its message of this constant, so that it is
    /// recognised here whatever its wording.
    /// </summary>
    public const string DifferentKey = "its key is not the circuit's";

    /// <summary>Words after the flow's path.</summary>
    public IReadOnlyList<string> LastWords { get; init; } = [];

    /// <summary>Checks every flow of a folder; the worst result counts.</summary>
    public int Run(string folder, TextWriter log)
    {
        int worst = Same;
        string[] flows = Directory.Exists(folder) ? [.. InputsArchive.Flows(folder)] : [];
        if (flows.Length == 0)
        {
            log.WriteLine($"{folder}: no flows");
            return Failed;
        }

        foreach (string flow in flows)
        {
            (int code, string message) = RunOne(Path.Combine(folder, flow, InputsArchive.FlowFileName));
            log.WriteLine($"{flow}: {(code == Same ? "keys are the same" : code == Changed ? $"KEY CHANGED: {message}" : $"FAILED: {message}")}");
            worst = Math.Max(worst, code);
        }

        return worst;
    }

    private (int Code, string Message) RunOne(string flow)
    {
        ProcessStartInfo start = new(Checker[0]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string word in (string[])[.. Checker.Skip(1), flow, .. LastWords])
        {
            start.ArgumentList.Add(word);
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            string lastLine = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("");
            return process.ExitCode == 0 ? (Same, "") : SaysThatAKeyDiffers(output) ? (Changed, lastLine) : (Failed, lastLine);
        }
        catch (Win32Exception exception)
        {
            return (Failed, $"{Checker[0]}: {exception.Message}");
        }
    }

    private static bool SaysThatAKeyDiffers(string output) =>
        output.Contains(DifferentKey, StringComparison.Ordinal) || ReferenceKeyDiffers().IsMatch(output);

    /// <summary>How bb says so.</summary>
    [GeneratedRegex("VK mismatch detected|Expected precomputed vk", RegexOptions.CultureInvariant)]
    private static partial Regex ReferenceKeyDiffers();
}
