using Xunit;

namespace Chonk.Dashboard.Tests;

/// <summary>A test in headless Chromium; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Executable is null)
        {
            Skip = "No Chromium: set CHONK_CHROMIUM or install one as /usr/bin/chromium.";
        }
    }

    /// <summary>The browser; null when absent.</summary>
    public static string? Executable { get; } = new[]
    {
        Environment.GetEnvironmentVariable("CHONK_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    }.FirstOrDefault(path => path is not null && File.Exists(path));
}
