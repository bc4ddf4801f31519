namespace Chonk.Prover.Sumcheck;

/// <summary>The six values that end a batching sumcheck, in the order in which they are sent.</summary>
/// <param name="AccumulatorUnshifted">The accumulator's unshifted polynomial at the new point.</param>
/// <param name="InstanceUnshifted">The instance's.</param>
/// <param name="AccumulatorEq"><c>eq(r_acc, point)</c>.</param>
/// <param name="InstanceEq"><c>eq(r_inst, point)</c>.</param>
/// <param name="AccumulatorShifted">The accumulator's shifted polynomial at the new point.</param>
/// <param name="InstanceShifted">The instance's.</param>
public readonly record struct BatchingEvaluations(
    Fr AccumulatorUnshifted, Fr InstanceUnshifted, Fr AccumulatorEq, Fr InstanceEq, Fr AccumulatorShifted, Fr InstanceShifted)
{
    /// <summary>Number of values.</summary>
    public const int Count = 6;

    /// <summary>The values in order.</summary>
    internal Fr[] ToArray() => [AccumulatorUnshifted, InstanceUnshifted, AccumulatorEq, InstanceEq, AccumulatorShifted, InstanceShifted];

    /// <summary>From six values in order.</summary>
    internal static BatchingEvaluations FromSpan(ReadOnlySpan<Fr> values) =>
        new(values[0], values[1], values[2], values[3], values[4], values[5]);

    /// <summary>
    /// <c>eq_acc (A + alpha A') + alpha^2 eq_inst (I + alpha I')</c>: what the last round's univariate must give.
    /// </summary>
    internal Fr Batch(in Fr alpha) =>
        (AccumulatorEq * (AccumulatorUnshifted + (alpha * AccumulatorShifted)))
        + (alpha * alpha * InstanceEq * (InstanceUnshifted + (alpha * InstanceShifted)));
}
