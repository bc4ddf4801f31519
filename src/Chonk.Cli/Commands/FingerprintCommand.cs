using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Chonk.Gate.Fingerprints;
using Chonk.Prover.Scheduling;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk fingerprint</c>: what measured figures depend on, as one JSON object.</summary>
internal static class FingerprintCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Name and version of this program.</summary>
    public static string Version =>
        typeof(FingerprintCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("fingerprint", "Prints what measured memory and time depend on: system, runtime, threads, vector path.");
        command.SetAction(_ => Console.Out.WriteLine(JsonSerializer.Serialize(Collect().Facts, Indented)));
        return command;
    }

    private static Fingerprint Collect() => Fingerprint.OfThisProcess(
    [
        KeyValuePair.Create(Fingerprint.Threads, WorkScheduler.Shared.ThreadCount.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create(Fingerprint.Simd, Avx512F.IsSupported ? "avx512f" : Avx2.IsSupported ? "avx2" : "scalar"),
        KeyValuePair.Create(Fingerprint.Tool, $"chonk {Version}"),
    ]);
}
