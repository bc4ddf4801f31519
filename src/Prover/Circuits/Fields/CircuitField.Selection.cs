using Chonk.Prover.Circuits.Booleans;

namespace Chonk.Prover.Circuits.Fields;

/// <content>Choice by truth values.</content>
public readonly partial struct CircuitField
{
    /// <summary><c>p ? a : b = (a - b) p + b</c>, as a plain variable or a constant.</summary>
    /// <param name="predicate">p.</param>
    /// <param name="whenTrue">a.</param>
    /// <param name="whenFalse">b.</param>
    public static CircuitField Select(in CircuitBool predicate, in CircuitField whenTrue, in CircuitField whenFalse) =>
        SelectScaled(predicate, whenTrue, whenFalse).Normalize();

    /// <summary>As <see cref="Select"/>, without normalising the result.</summary>
    public static CircuitField SelectScaled(in CircuitBool predicate, in CircuitField whenTrue, in CircuitField whenFalse) =>
        predicate.IsConstant ? (predicate.Value ? whenTrue : whenFalse)
        : whenTrue == whenFalse ? whenTrue
        : (whenTrue - whenFalse).MultiplyAdd(predicate, whenFalse);
}
