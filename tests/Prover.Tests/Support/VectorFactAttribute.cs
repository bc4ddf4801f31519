using Chonk.Prover.Fields.Vector;
using Xunit;

namespace Chonk.Prover.Tests.Support;

/// <summary>A test of the AVX-512 path; skipped, with the reason, where the processor lacks it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute()
    {
        if (!VectorPath.UsesAvx512)
        {
            Skip = "No AVX-512 on this machine.";
        }
    }
}

/// <summary>A theory about the AVX-512 path; skipped, with the reason, where the processor lacks it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VectorTheoryAttribute : TheoryAttribute
{
    public VectorTheoryAttribute()
    {
        if (!VectorPath.UsesAvx512)
        {
            Skip = "No AVX-512 on this machine.";
        }
    }
}
