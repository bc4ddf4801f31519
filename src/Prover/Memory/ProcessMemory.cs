using System.Diagnostics;
using System.Globalization;

namespace Chonk.Prover.Memory;

/// <summary>What the operating system says of this process's memory.</summary>
public static class ProcessMemory
{
    /// <summary>The highest resident set so far in bytes: <c>VmHWM</c> on Linux, the peak working set elsewhere.</summary>
    public static long PeakResidentBytes()
    {
        const string Status = "/proc/self/status";
        if (File.Exists(Status))
        {
            foreach (string line in File.ReadLines(Status))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    ReadOnlySpan<char> value = line.AsSpan("VmHWM:".Length).Trim();
                    return 1024 * long.Parse(value[..value.IndexOf(' ')], CultureInfo.InvariantCulture);
                }
            }
        }

        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
