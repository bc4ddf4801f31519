namespace Chonk.Prover.Memory;

/// <summary>
/// A fixed number of equal scratch areas, one for each thread or piece of a parallel section: allocated one after the other, freed together. Where
/// one cannot be allocated, those before it are freed.
/// </summary>
/// <typeparam name="TArea">Owner of the buffers of one area.</typeparam>
internal sealed class ScratchAreas<TArea> : IDisposable
    where TArea : class, IDisposable
{
    private readonly TArea?[] areas;

    /// <summary>Allocates all areas.</summary>
    /// <param name="count">How many.</param>
    /// <param name="allocate">Makes one.</param>
    public ScratchAreas(int count, Func<TArea> allocate)
    {
        areas = new TArea?[count];
        bool isComplete = false;
        try
        {
            for (int i = 0; i < count; i++)
            {
                areas[i] = allocate();
            }

            isComplete = true;
        }
        finally
        {
            if (!isComplete)
            {
                Dispose();
            }
        }
    }

    /// <summary>How many areas there are.</summary>
    public int Count => areas.Length;

    /// <summary>An area.</summary>
    /// <param name="index">Below <see cref="Count"/>.</param>
    public TArea this[int index] => areas[index]!;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TArea? area in areas)
        {
            area?.Dispose();
        }
    }
}
