using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using Chonk.Prover.Fields.Vector;
using Xunit;
using Xunit.Abstractions;

namespace Chonk.Prover.Tests.Fields.Vector;

/// <summary>The kernels' tests, and the whole suite, run again in child processes in which instruction sets are switched off.</summary>
public sealed class InstructionSetTests(ITestOutputHelper output)
{
    private const string ExpectedPath = "CHONK_TEST_EXPECTED_VECTOR_PATH";

    [Fact]
    public void Name_InAChildProcess_IsThePathItsSettingsAsk()
    {
        string? expected = Environment.GetEnvironmentVariable(ExpectedPath);
        Assert.Equal(expected ?? VectorPath.Name, VectorPath.Name);
    }

    /// <summary>The kernels' own tests, quickly.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void FieldTests_WithInstructionsOff_Pass(string setting) =>
        RunChild(
            setting,
            "(FullyQualifiedName~Tests.Fields|FullyQualifiedName~Bn254PippengerTests)&FullyQualifiedName!~WithInstructionsOff&Category!=Slow");

    /// <summary>The whole suite.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void WholeSuite_WithInstructionsOff_Passes(string setting) =>
        RunChild(setting, "FullyQualifiedName!~WithInstructionsOff&Category!=Slow");

    private void RunChild(string setting, string filter)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "test", typeof(InstructionSetTests).Assembly.Location, "--filter", filter },
        };
        start.Environment[setting] = "0";
        start.Environment[ExpectedPath] = setting == "DOTNET_EnableAVX512" && Avx2.IsSupported && Fma.IsSupported ? "avx2" : "scalar";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output.WriteLine(text + errors.Result);
        Assert.True(process.ExitCode == 0, $"{setting}=0: exit code {process.ExitCode}\n{text}");
        Assert.Contains("Passed!", text, StringComparison.Ordinal);
    }
}
