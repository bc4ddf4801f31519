using System.Globalization;
using System.Text;
using Chonk.Gate.Diagnostics;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Running;

/// <summary>
/// Runs the prover once and leaves a profile and its stamp, or neither: the profile is written under a temporary name, read back,
/// and moved; the stamp follows, so that a process killed in between leaves a profile that counts as missing.
/// </summary>
public static class ProfileRun
{
    /// <summary>Most characters quoted of what a prover said: a sentence with a path and some names, and no flood.</summary>
    private const int MaximumQuotedLength = 1000;

    /// <summary>Runs the prover.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="cancellation">Kills the prover.</param>
    /// <returns>Nothing when a profile was written, else the reason there is none.</returns>
    public static Diagnostic? Execute(ProfileRequest request, CancellationToken cancellation)
    {
        // The prover runs in another folder than the caller.
        request = request with
        {
            Flow = request.Flow with { File = Path.GetFullPath(request.Flow.File) },
            ProfilePath = Path.GetFullPath(request.ProfilePath),
            SrsDirectory = request.SrsDirectory.Length == 0 ? "" : Path.GetFullPath(request.SrsDirectory),
        };
        string folder = Path.GetDirectoryName(request.ProfilePath)!;
        string output = AtomicFile.TemporaryNameFor(request.ProfilePath + ".out");
        string profile = AtomicFile.TemporaryNameFor(request.ProfilePath);
        try
        {
            Directory.CreateDirectory(folder);
            Directory.CreateDirectory(output);
            AtomicFile.RemoveAbandoned(request.ProfilePath);
            AtomicFile.RemoveAbandoned(request.ProfilePath + ".out");
            return Execute(request, profile, output, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failed(request, $"the folder {folder} cannot be written");
        }
        finally
        {
            Remove(profile, output);
        }
    }

    /// <summary>Program and arguments for a request.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="profile">Where the prover writes the profile.</param>
    /// <param name="output">Where the prover writes its proof.</param>
    /// <returns>The words, or <see langword="null"/> when the command has an open quote or no program.</returns>
    public static IReadOnlyList<string>? WordsOf(ProfileRequest request, string profile, string output)
    {
        if (!CommandLine.TrySplit(request.ProverCommand, out IReadOnlyList<string> words))
        {
            return null;
        }

        string[] control = request.ControlStage.Length == 0 ? [] : ["--control_stage", request.ControlStage];
        if (request.ProverCommand.Contains("{flow}", StringComparison.Ordinal))
        {
            string Fill(string word) => word
                .Replace("{flow}", request.Flow.File, StringComparison.Ordinal)
                .Replace("{profile}", profile, StringComparison.Ordinal)
                .Replace("{output}", output, StringComparison.Ordinal);
            return [.. words.Select(Fill), .. control];
        }

        string[] srs = request.SrsDirectory.Length == 0 ? [] : ["-c", request.SrsDirectory];
        return
        [
            .. words, "prove", "--scheme", "chonk", "--ivc_inputs_path", request.Flow.File, "-o", output,
            "--memory_profile_out", profile, .. srs, .. control,
        ];
    }

    private static Diagnostic? Execute(ProfileRequest request, string profile, string output, CancellationToken cancellation)
    {
        if (WordsOf(request, profile, output) is not { } words)
        {
            return Failed(request, "the command has no program or an open quote");
        }

        ControlSwitch? control = request.ControlStage.Length == 0 ? null : ControlSwitch.TryParse(request.ControlStage);
        if (request.ControlStage.Length > 0 && control is null)
        {
            return Failed(request, $"{ControlSwitch.Form}; '{JsonParser.ShortName(request.ControlStage)}' is none");
        }

        string? flowHash = InputHash.OfFile(request.Flow.File);
        string? proverHash = InputHash.OfProver(request.ProverPath);
        if (flowHash is null || proverHash is null)
        {
            return Failed(request, flowHash is null ? $"the flow {request.Flow.File} cannot be read" : $"there is no prover at {request.ProverPath}");
        }

        var environment = new Dictionary<string, string>
        {
            ["HARDWARE_CONCURRENCY"] = request.Threads.ToString(CultureInfo.InvariantCulture),
        };
        ProcessResult result = ChildProcess.Run(words, environment, output, request.Timeout, cancellation);
        if (!result.Succeeded)
        {
            return Failed(request, Explain(result, words[0], request.Timeout));
        }

        if (!File.Exists(profile))
        {
            return Failed(request, "it ended well and wrote no profile");
        }

        if (!ProfileReader.TryReadFile(profile, out MemoryProfile? written, out JsonFault? fault))
        {
            return new Diagnostic(
                DiagnosticCode.UnreadableProfile,
                DiagnosticSeverity.Error,
                $"{request.Flow.Name}: the prover ended well and its profile cannot be used: {fault!.Message}, line {fault.Line} column {fault.Column}");
        }

        if (control?.Misses(written!) is { } misses)
        {
            return Failed(request, $"the control switch names nothing here: {misses}");
        }

        var stamp = new ProfileStamp(
            request.Flow.Name, InputHash.OfFile(profile)!, flowHash, proverHash, request.ControlStage, FingerprintOf(request, environment, output, cancellation));
        using ExclusiveAccess turn = ExclusiveAccess.ToProfile(request.ProfilePath);
        File.Move(profile, request.ProfilePath, overwrite: true);
        stamp.WriteFile(ProfileStamp.PathOf(request.ProfilePath));
        return null;
    }

    private static Fingerprint FingerprintOf(
        ProfileRequest request, Dictionary<string, string> environment, string folder, CancellationToken cancellation)
    {
        Fingerprint facts = Fingerprint.Empty;
        if (CommandLine.TrySplit(request.FingerprintCommand, out IReadOnlyList<string> words))
        {
            string[] filled = [.. words.Select(w => w.Replace("{flow}", request.Flow.File, StringComparison.Ordinal))];
            ProcessResult result = ChildProcess.Run(filled, environment, folder, request.Timeout, cancellation);
            if (result.Succeeded && JsonParser.TryParse(Encoding.UTF8.GetBytes(result.Output), out JsonValue? root, out _))
            {
                facts = Fingerprint.TryRead(root!) ?? Fingerprint.Empty;
            }
        }

        if (facts.Facts.Count == 0)
        {
            // A prover that says nothing of itself: what this process knows of the machine, and no claim about its runtime.
            Fingerprint own = Fingerprint.OfThisProcess([]);
            facts = new Fingerprint(own.Facts.Where(f => f.Key is Fingerprint.OperatingSystem or Fingerprint.Architecture or Fingerprint.RuntimeIdentifier));
        }

        return facts.With([.. request.Facts, KeyValuePair.Create(Fingerprint.Threads, environment["HARDWARE_CONCURRENCY"])]);
    }

    private static string Explain(ProcessResult result, string program, TimeSpan timeout)
    {
        string how = result.End switch
        {
            ProcessEnd.NotStarted => $"'{program}' could not be started",
            ProcessEnd.TimedOut => string.Create(CultureInfo.InvariantCulture, $"it ran longer than {timeout.TotalSeconds:0} s and was ended"),
            ProcessEnd.Cancelled => "it was cancelled",
            _ => string.Create(CultureInfo.InvariantCulture, $"exit code {result.ExitCode}"),
        };
        string last = result.LastLines.LastOrDefault(l => l.Trim().Length > 0) ?? "";
        return last.Length == 0 ? how : $"{how}; it said: {JsonParser.OneLine(last[..Math.Min(last.Length, MaximumQuotedLength)])}";
    }

    private static Diagnostic Failed(ProfileRequest request, string why) =>
        new(DiagnosticCode.ProverFailed, DiagnosticSeverity.Error, $"{request.Flow.Name}: no memory profile: {why}");

    private static void Remove(string profile, string output)
    {
        try
        {
            File.Delete(profile);
            if (Directory.Exists(output))
            {
                Directory.Delete(output, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Removed as abandoned by a later run.
        }
    }
}
