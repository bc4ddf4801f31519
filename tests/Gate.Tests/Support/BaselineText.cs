using System.Text;
using Chonk.Gate.Baselines;
using Chonk.Gate.Fingerprints;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;

namespace Chonk.Gate.Tests.Support;

/// <summary>Baselines made from profiles, by way of their text, so that records know their lines.</summary>
internal static class BaselineText
{
    internal static readonly Fingerprint Here = new(new Dictionary<string, string>
    {
        [Fingerprint.OperatingSystem] = "test", [Fingerprint.Threads] = "2", [Fingerprint.Simd] = "avx512", [Fingerprint.Tool] = "chonk 0.1.0+abc",
    });

    internal static Baseline Of(MemoryProfile profile, string flow = "flow", long? maximumMegabytes = null) =>
        Read(Text(profile, flow, maximumMegabytes));

    internal static string Text(MemoryProfile profile, string flow = "flow", long? maximumMegabytes = null) =>
        BaselineWriter.Write(BaselineEditor.Accept(null, flow, [profile], Change("first"), maximumMegabytes));

    internal static BaselineChange Change(string reason, Fingerprint? fingerprint = null) =>
        new("2026-01-02T03:04:05Z", "", reason, "abc", 1, 0, 0, fingerprint ?? Here);

    internal static Baseline Read(string text)
    {
        Assert.True(BaselineReader.TryRead(Encoding.UTF8.GetBytes(text), out Baseline? baseline, out JsonFault? fault), fault?.ToString());
        return baseline!;
    }
}
