using Chonk.Prover.Fields;
using Chonk.Prover.Sumcheck;

namespace Chonk.Prover.Tests.Sumcheck;

/// <summary>
/// The largest magnitude, in units of p, that an element of <see cref="Fr8"/> can have at some point of a computation: sums add, products shrink.
/// Running the sumcheck's own code over it shows that no factor ever leaves the range in which the kernels are exact.
/// </summary>
internal readonly record struct Magnitude(double Value) : IRing<Magnitude>
{
    [ThreadStatic]
    private static double largestFactor;

    /// <summary>The largest factor of any product since the last reset, on this thread.</summary>
    public static double LargestFactor { get => largestFactor; set => largestFactor = value; }

    public static Magnitude Zero => default;

    public static Magnitude One => new(1);

    public static Magnitude FromInt(long value) => One;

    public static Magnitude FromInteger(in UInt256 value) => One;

    public static Magnitude operator +(in Magnitude left, in Magnitude right) => new(left.Value + right.Value);

    public static Magnitude operator -(in Magnitude left, in Magnitude right) => new(left.Value + right.Value);

    public static Magnitude operator -(in Magnitude value) => value;

    public static Magnitude operator *(in Magnitude left, in Magnitude right)
    {
        largestFactor = Math.Max(largestFactor, Math.Max(left.Value, right.Value));
        return new((left.Value * right.Value * Fr8.ProductScale) + Fr8.ProductExcess);
    }

    public static Magnitude Dot(ReadOnlySpan<Magnitude> left, ReadOnlySpan<Magnitude> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += (left[i] * right[i]).Value - Fr8.ProductExcess;
        }

        return new(sum + Fr8.ProductExcess);
    }
}
