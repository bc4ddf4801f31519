using Chonk.Prover.Fields;

namespace Chonk.Prover.Relations;

/// <summary>
/// The ring element "some polynomial of at most this degree": sums take the larger degree, products add degrees. Evaluating a relation
/// on columns of degree 1 and constants of degree 0 gives the degree of every subrelation.
/// </summary>
/// <param name="Value">The degree; -1 for the zero polynomial.</param>
public readonly record struct Degree(int Value) : IRing<Degree>
{
    /// <inheritdoc/>
    public static Degree Zero => new(-1);

    /// <inheritdoc/>
    public static Degree One => new(0);

    /// <summary>The degree of a column.</summary>
    public static Degree Column => new(1);

    /// <inheritdoc/>
    public static Degree FromInt(long value) => value == 0 ? Zero : One;

    /// <inheritdoc/>
    public static Degree FromInteger(in UInt256 value) => value.IsZero ? Zero : One;

    /// <inheritdoc/>
    public static Degree operator +(in Degree left, in Degree right) => new(Math.Max(left.Value, right.Value));

    /// <inheritdoc/>
    public static Degree operator -(in Degree left, in Degree right) => new(Math.Max(left.Value, right.Value));

    /// <inheritdoc/>
    public static Degree operator *(in Degree left, in Degree right) =>
        left.Value < 0 || right.Value < 0 ? Zero : new(left.Value + right.Value);

    /// <inheritdoc/>
    public static Degree operator -(in Degree value) => value;
}
