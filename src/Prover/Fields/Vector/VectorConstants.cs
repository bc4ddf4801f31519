using System.Runtime.InteropServices;

namespace Chonk.Prover.Fields.Vector;

/// <summary>Constants that kernels read from memory.</summary>
internal static unsafe class VectorConstants
{
    /// <summary>
    /// 64 copies of <c>1.5 * 2^104</c>. Each product of a kernel loads another copy, because the compiler would otherwise keep one in a register and
    /// copy it before every fused multiply-add, which overwrites its addend. Never freed.
    /// </summary>
    public static readonly double* Split = MakeSplit();

    private static double* MakeSplit()
    {
        const int Copies = 64;
        double* copies = (double*)NativeMemory.AlignedAlloc(Copies * sizeof(double), 64);
        new Span<double>(copies, Copies).Fill(1.5 * 20282409603651670423947251286016.0);
        return copies;
    }
}
