using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Curves.Msm;

/// <summary>A fixed number of scratch areas that threads borrow for one piece of work each; all are allocated at once, in order.</summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Field of the scalars.</typeparam>
internal sealed class WindowSumPool<TCurve, TBase, TScalar> : IDisposable
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private readonly ScratchAreas<WindowSum<TCurve, TBase, TScalar>> areas;
    private readonly Stack<WindowSum<TCurve, TBase, TScalar>> idle = new();
    private readonly Lock gate = new();

    /// <summary>Allocates all areas.</summary>
    /// <param name="count">Most pieces that run at once.</param>
    /// <param name="windowBits">Width of a digit.</param>
    /// <param name="maxWindows">Most windows per piece.</param>
    /// <param name="chunkLength">Most points per piece.</param>
    public WindowSumPool(int count, int windowBits, int maxWindows, int chunkLength)
    {
        areas = new(count, () => new WindowSum<TCurve, TBase, TScalar>(windowBits, maxWindows, chunkLength));
        for (int i = 0; i < count; i++)
        {
            idle.Push(areas[i]);
        }
    }

    /// <summary>An area nobody else uses until it is returned.</summary>
    /// <exception cref="InvalidOperationException">More pieces run at once than there are areas.</exception>
    public WindowSum<TCurve, TBase, TScalar> Borrow()
    {
        lock (gate)
        {
            return idle.Pop();
        }
    }

    /// <summary>Gives a borrowed area back.</summary>
    public void Return(WindowSum<TCurve, TBase, TScalar> area)
    {
        lock (gate)
        {
            idle.Push(area);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => areas.Dispose();
}
