using Chonk.Prover.Fields;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// The largest magnitude, in units of p, that an element of <see cref="Fr8"/> can have at some point of a computation: sums add, products shrink.
/// Running a relation's own code over it shows whether every factor stays where the kernels are exact.
/// </summary>
/// <param name="Value">The bound.</param>
internal readonly record struct Magnitude(double Value) : IRing<Magnitude>
{
    [ThreadStatic]
    private static double largestFactor;

    /// <summary>The largest factor of any product since the last reset, on this thread.</summary>
    public static double LargestFactor { get => largestFactor; set => largestFactor = value; }

    /// <inheritdoc/>
    public static Magnitude Zero => default;

    /// <inheritdoc/>
    public static Magnitude One => new(1);

    /// <summary>An element read from memory: sixteen times its value, less 8 p, reduced.</summary>
    public static Magnitude Loaded => new(Fr8Reduction.Bound(8));

    /// <inheritdoc/>
    public static Magnitude FromInt(long value) => One;

    /// <inheritdoc/>
    public static Magnitude FromInteger(in UInt256 value) => One;

    /// <inheritdoc/>
    public static Magnitude operator +(in Magnitude left, in Magnitude right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static Magnitude operator -(in Magnitude left, in Magnitude right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static Magnitude operator -(in Magnitude value) => value;

    /// <inheritdoc/>
    public static Magnitude operator *(in Magnitude left, in Magnitude right)
    {
        largestFactor = Math.Max(largestFactor, Math.Max(left.Value, right.Value));
        return new((left.Value * right.Value * Fr8.ProductScale) + Fr8.ProductExcess);
    }

    /// <inheritdoc/>
    public static Magnitude Dot(ReadOnlySpan<Magnitude> left, ReadOnlySpan<Magnitude> right)
    {
        double sum = Fr8.ProductExcess;
        for (int i = 0; i < left.Length; i++)
        {
            sum += (left[i] * right[i]).Value - Fr8.ProductExcess;
        }

        return new(sum);
    }
}
