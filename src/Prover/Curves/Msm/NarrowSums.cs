using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Multiplications by short scalars, one after the other in the same scratch: what one thread of a batch works with. Windows have a fixed
/// width, so that scratch depends on the length alone.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed class NarrowSums<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    // 8-bit scalars in one window, 17-bit ones (cells of a trace) in two.
    private const int WindowBits = 9;

    private readonly SignedScalars scalars;
    private readonly WindowSum<TCurve, TBase, TScalar> windows;

    /// <summary>Allocates scratch.</summary>
    /// <param name="maxLength">Most points of a multiplication.</param>
    public NarrowSums(int maxLength)
    {
        scalars = SignedScalars.CreateNarrow(maxLength);
        windows = new WindowSum<TCurve, TBase, TScalar>(WindowBits, maxWindows: 1, maxLength);
    }

    /// <summary><c>sum of scalars[i] * points[i]</c> unless a scalar and its negative have more than 31 bits.</summary>
    /// <param name="points">One point per scalar.</param>
    /// <param name="reader">The scalars.</param>
    /// <param name="sum">The sum.</param>
    /// <returns>False, with nothing computed, when a scalar is too long.</returns>
    public unsafe bool TryMultiply(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, ScalarReader reader, out JacobianPoint<TCurve, TBase, TScalar> sum)
    {
        sum = default;
        if (!scalars.TryReadNarrow(points, reader))
        {
            return false;
        }

        // One bit more than the longest scalar keeps the last digit from being negative.
        int windowCount = scalars.MaxBits == 0 ? 0 : (scalars.MaxBits + WindowBits) / WindowBits;
        Span<AffinePoint<TCurve, TBase, TScalar>> sums = new AffinePoint<TCurve, TBase, TScalar>[windowCount * WindowBits];
        fixed (AffinePoint<TCurve, TBase, TScalar>* pointBase = points)
        {
            for (int window = 0; window < windowCount; window++)
            {
                windows.Compute(pointBase, scalars, 0, points.Length, window, 1, sums.Slice(window * WindowBits, WindowBits));
            }
        }

        sum = Pippenger.JoinBits<TCurve, TBase, TScalar>(sums, sums.Length);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scalars.Dispose();
        windows.Dispose();
    }
}
