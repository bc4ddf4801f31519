using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Chonk.Gate.Fingerprints;
using Chonk.Prover.Ivc.Inputs;
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
        Option<string> flow = CommonOptions.Flow(required: false);
        Command command = new("fingerprint", "Prints what measured memory and time depend on: system, runtime, threads, vector path, and the SRS of a flow.") { flow };
        command.SetAction(parsed => Console.Out.WriteLine(JsonSerializer.Serialize(Collect(parsed.GetValue(flow)).Facts, Indented)));
        return command;
    }

    private static string Metadata(string key) => typeof(FingerprintCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == key)?.Value ?? "";

    private static Fingerprint Collect(string? flowPath) => Fingerprint.OfThisProcess(
    [
        KeyValuePair.Create(
            Fingerprint.SrsPoints,
            string.IsNullOrEmpty(flowPath) ? "" : FlowProving.PointCountOf(FlowFile.Read(flowPath).Circuits).ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create(Fingerprint.Threads, WorkScheduler.Shared.ThreadCount.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create(Fingerprint.Simd, Avx512F.IsSupported ? "avx512f" : Avx2.IsSupported ? "avx2" : "scalar"),
        KeyValuePair.Create(Fingerprint.Tool, $"chonk {Version}"),
        KeyValuePair.Create(Fingerprint.Sdk, Metadata("ChonkSdkVersion")),
        KeyValuePair.Create(Fingerprint.Configuration, typeof(FingerprintCommand).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? ""),
    ]);
}
