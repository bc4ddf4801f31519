using System.ComponentModel;
using System.Diagnostics;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Fields.Vector;

public sealed class GeneratedSourceTests
{
    [PythonFact]
    public void Kernels_Regenerated_AreTheSameByteForByte()
    {
        string script = Path.Combine(RepositoryRoot.Path, "src", "Prover", "Fields", "Vector", "generate.py");
        using Process process = PythonFactAttribute.Start(script, "--check")!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, text);
    }

    /// <summary>A test that needs Python 3; skipped where it is absent.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PythonFactAttribute : FactAttribute
    {
        public PythonFactAttribute()
        {
            using Process? process = Start("--version");
            if (process is null)
            {
                Skip = "No python3 to run the generator.";
            }
        }

        public static Process? Start(params string[] arguments)
        {
            try
            {
                return Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true });
            }
            catch (Win32Exception)
            {
                return null;
            }
        }
    }
}
