using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Chonk.Gate.Json;

namespace Chonk.Gate.Fingerprints;

/// <summary>
/// The facts about a run that move measured memory: named texts, of which the gate compares those in <see cref="Compared"/>.
/// Exact metrics are compared whatever the fingerprint; measured ones only between runs whose fingerprints agree.
/// </summary>
public sealed class Fingerprint
{
    /// <summary>Operating system and its version.</summary>
    public const string OperatingSystem = "os";

    /// <summary>Architecture of the process.</summary>
    public const string Architecture = "architecture";

    /// <summary>Runtime identifier, such as <c>linux-x64</c>.</summary>
    public const string RuntimeIdentifier = "rid";

    /// <summary>Runtime and version.</summary>
    public const string Runtime = "runtime";

    /// <summary>SDK version that built the prover.</summary>
    public const string Sdk = "sdk";

    /// <summary>Garbage collector settings.</summary>
    public const string GarbageCollector = "gc";

    /// <summary>Number of threads of the prover.</summary>
    public const string Threads = "threads";

    /// <summary>The vector path the prover chose.</summary>
    public const string Simd = "simd";

    /// <summary>Number of SRS points.</summary>
    public const string SrsPoints = "srs_points";

    /// <summary>Name and version of the prover.</summary>
    public const string Tool = "tool";

    /// <summary>Build configuration of the prover.</summary>
    public const string Configuration = "configuration";

    private const int MaximumFacts = 64;

    private readonly SortedDictionary<string, string> facts;

    /// <summary>A fingerprint of given facts.</summary>
    /// <param name="facts">Name and text; empty texts are left out.</param>
    public Fingerprint(IEnumerable<KeyValuePair<string, string>> facts)
    {
        this.facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string text) in facts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                this.facts[name] = text;
            }
        }
    }

    /// <summary>No facts: agrees with every fingerprint.</summary>
    public static Fingerprint Empty { get; } = new([]);

    /// <summary>The facts that must agree before measured metrics are judged.</summary>
    public static IReadOnlyList<string> Compared { get; } =
    [
        OperatingSystem, Architecture, RuntimeIdentifier, Runtime, Sdk, GarbageCollector, Threads, Simd, SrsPoints, Tool, Configuration,
    ];

    /// <summary>The facts, by name.</summary>
    public IReadOnlyDictionary<string, string> Facts => facts;

    /// <summary>What this process can say of itself: operating system, architecture, RID, runtime, collector and threads.</summary>
    /// <param name="additional">Facts to add or to replace, such as <see cref="Simd"/> and <see cref="SrsPoints"/>.</param>
    /// <returns>The fingerprint.</returns>
    public static Fingerprint OfThisProcess(IEnumerable<KeyValuePair<string, string>> additional)
    {
        string concurrent = GCSettings.LatencyMode == GCLatencyMode.Batch ? "concurrent off" : "concurrent on";
        object? gen0 = AppContext.GetData("System.GC.Gen0Size");
        string gen0Text = gen0 is null ? "" : string.Create(CultureInfo.InvariantCulture, $", gen0 {gen0}");
        var own = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [OperatingSystem] = RuntimeInformation.OSDescription,
            [Architecture] = RuntimeInformation.ProcessArchitecture.ToString(),
            [RuntimeIdentifier] = RuntimeInformation.RuntimeIdentifier,
            [Runtime] = RuntimeInformation.FrameworkDescription,
            [GarbageCollector] = $"{(GCSettings.IsServerGC ? "server" : "workstation")}, {concurrent}{gen0Text}",
        };
        foreach ((string name, string text) in additional)
        {
            own[name] = text;
        }

        return new Fingerprint(own);
    }

    /// <summary>Reads a flat JSON object of texts (numbers are taken as texts).</summary>
    /// <param name="value">The object.</param>
    /// <returns>The fingerprint; <see langword="null"/> when the value has another shape.</returns>
    public static Fingerprint? TryRead(JsonValue value)
    {
        if (value.Kind != JsonKind.Object || value.Members.Count > MaximumFacts)
        {
            return null;
        }

        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, JsonValue member) in value.Members)
        {
            if (member.Kind is JsonKind.Array or JsonKind.Object)
            {
                return null;
            }

            read[name] = member.Text ?? member.Integer?.ToString(CultureInfo.InvariantCulture) ?? "";
        }

        return new Fingerprint(read);
    }

    /// <summary>This fingerprint with facts of another laid over it.</summary>
    /// <param name="over">The facts that win.</param>
    /// <returns>The union.</returns>
    public Fingerprint With(IEnumerable<KeyValuePair<string, string>> over) => new([.. facts, .. over]);

    /// <summary>The compared facts in which two fingerprints differ. A fact only one of them knows is no difference.</summary>
    /// <param name="other">The other fingerprint.</param>
    /// <returns>Names of differing facts, in the order of <see cref="Compared"/>.</returns>
    public IReadOnlyList<string> Differences(Fingerprint other) =>
    [
        .. Compared.Where(name =>
            facts.TryGetValue(name, out string? mine) && other.facts.TryGetValue(name, out string? theirs)
            && !string.Equals(Comparable(name, mine), Comparable(name, theirs), StringComparison.Ordinal)),
    ];

    /// <summary>A tool's version without its build metadata (SemVer 2.0.0, section 10): a commit id is not another tool.</summary>
    private static string Comparable(string name, string text) =>
        name == Tool && text.IndexOf('+', StringComparison.Ordinal) is > 0 and int plus ? text[..plus] : text;
}
