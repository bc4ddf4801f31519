using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Which kernels run, chosen once for the process by what the processor and <c>DOTNET_Enable*</c> settings support. Both answers are constants for
/// compiled code.
/// </summary>
internal static class VectorPath
{
    /// <summary>Whether the AVX-512 kernels run: eight lanes of doubles with embedded rounding, and 64-bit conversions.</summary>
    public static bool UsesAvx512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported && Avx512DQ.IsSupported;
    }

    /// <summary>Whether vector operations of a field run on <see cref="UsesAvx512"/>; there are kernels for the two fields of BN254.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsVectorized<TParameters>()
        where TParameters : struct, IPrimeFieldParameters =>
        UsesAvx512 && (typeof(TParameters) == typeof(Bn254BaseField) || typeof(TParameters) == typeof(Bn254ScalarField));

    /// <summary>Name of the path for reports: <c>avx512</c> or <c>scalar</c>.</summary>
    public static string Name => UsesAvx512 ? "avx512" : "scalar";
}
