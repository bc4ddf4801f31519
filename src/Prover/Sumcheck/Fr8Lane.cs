using System.Runtime.CompilerServices;

namespace Chonk.Prover.Sumcheck;

/// <summary>Eight edges per ring element, on AVX-512.</summary>
internal readonly record struct Fr8Lane : ILane<Fr8>
{
    /// <inheritdoc/>
    public static int Width => 8;

    /// <inheritdoc/>
    public static Fr8 Broadcast(in Fr value) => Fr8.Broadcast(value);

    /// <inheritdoc/>
    public static unsafe void Load(in ColumnView column, int edge, out Fr8 even, out Fr8 odd)
    {
        int row = 2 * edge;
        if (row >= column.Start && row + 16 <= column.End)
        {
            Fr8.LoadPairs(column.PointerAt(row), out even, out odd);
            return;
        }

        if (row >= column.End || row + 16 <= column.Start)
        {
            even = default;
            odd = default;
            return;
        }

        Fr* rows = stackalloc Fr[16];
        for (int i = 0; i < 16; i++)
        {
            rows[i] = column[row + i];
        }

        Fr8.LoadPairs(rows, out even, out odd);
    }

    /// <inheritdoc/>
    public static unsafe Fr8 LoadWeights(ReadOnlySpan<Fr> weights)
    {
        Fr* pairs = stackalloc Fr[16];
        for (int i = 0; i < 8; i++)
        {
            pairs[2 * i] = weights[i];
            pairs[(2 * i) + 1] = default;
        }

        Fr8.LoadPairs(pairs, out Fr8 loaded, out _);
        return loaded;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref Fr8 target, in Fr8 addend) => Fr8.Add(ref target, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reduce(ref Fr8 value) => Fr8Reduction.Reduce(ref value);

    /// <inheritdoc/>
    public static Fr Sum(in Fr8 value) => value.Sum();
}
