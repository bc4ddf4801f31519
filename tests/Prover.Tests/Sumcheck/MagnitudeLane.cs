using Chonk.Prover.Sumcheck;

namespace Chonk.Prover.Tests.Sumcheck;

/// <summary>What <see cref="Fr8Lane"/> does to magnitudes.</summary>
internal readonly record struct MagnitudeLane : ILane<Magnitude>
{
    public static int Width => 8;

    public static Magnitude Broadcast(in Fr value) => Magnitude.One;

    public static void Load(in ColumnView column, int edge, out Magnitude even, out Magnitude odd) => even = odd = Magnitude.Loaded;

    public static Magnitude LoadWeights(ReadOnlySpan<Fr> weights) => Magnitude.Loaded;

    public static void Add(ref Magnitude target, in Magnitude addend) => target += addend;

    public static void Reduce(ref Magnitude value) => value = new(Fr8Reduction.Bound(value.Value));

    public static Fr Sum(in Magnitude value)
    {
        // A sum starts with a product by a constant.
        _ = value * Magnitude.One;
        return default;
    }
}
