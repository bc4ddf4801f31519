using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Which kernels run, chosen once for the process by what the processor and <c>DOTNET_Enable*</c> settings support. The answers are constants for
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

    /// <summary>Whether the AVX2 kernels run: four lanes of doubles with fused multiply-add.</summary>
    public static bool UsesAvx2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !UsesAvx512 && Avx2.IsSupported && Fma.IsSupported;
    }

    /// <summary>Elements per block of the kernels that run; 1 on the scalar path.</summary>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => UsesAvx512 ? 8 : UsesAvx2 ? 4 : 1;
    }

    /// <summary>Whether vector operations of a field run on kernels; there are kernels for the two fields of BN254.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsVectorized<TParameters>()
        where TParameters : struct, IPrimeFieldParameters =>
        (UsesAvx512 || UsesAvx2) && (typeof(TParameters) == typeof(Bn254BaseField) || typeof(TParameters) == typeof(Bn254ScalarField));

    /// <summary>Name of the path for reports: <c>avx512</c>, <c>avx2</c> or <c>scalar</c>.</summary>
    public static string Name => UsesAvx512 ? "avx512" : UsesAvx2 ? "avx2" : "scalar";
}
