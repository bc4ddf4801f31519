namespace Chonk.Gate.Tests.Support;

/// <summary>A test that opens a page in headless Chromium, and is skipped with a reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] Places = [Environment.GetEnvironmentVariable("CHONK_CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"];

    public ChromiumFactAttribute() => Skip = Browser is null ? "no Chromium here; CHONK_CHROMIUM may name one" : null;

    internal static string? Browser => Places.FirstOrDefault(File.Exists);
}
