using System.Runtime.CompilerServices;

namespace Chonk.Prover.Sumcheck;

/// <summary>One edge per ring element: the specification of the wider lanes.</summary>
internal readonly record struct ScalarLane : ILane<Fr>
{
    /// <inheritdoc/>
    public static int Width => 1;

    /// <inheritdoc/>
    public static Fr Broadcast(in Fr value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(in ColumnView column, int edge, out Fr even, out Fr odd)
    {
        even = column[2 * edge];
        odd = column[(2 * edge) + 1];
    }

    /// <inheritdoc/>
    public static Fr LoadWeights(ReadOnlySpan<Fr> weights) => weights[0];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref Fr target, in Fr addend) => target += addend;

    /// <inheritdoc/>
    public static void Reduce(ref Fr value)
    {
        // Field elements have one representation.
    }

    /// <inheritdoc/>
    public static Fr Sum(in Fr value) => value;
}
