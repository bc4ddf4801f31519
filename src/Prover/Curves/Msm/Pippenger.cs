using Chonk.Prover.Fields;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Curves.Msm;

/// <summary>
/// Multi-scalar multiplication <c>sum of scalars[i] * points[i]</c> by buckets. Each scalar is cut into signed digits of
/// <c>windowBits</c> bits; per window the points are sorted by digit, each bucket is summed by a tree of affine additions that share
/// their inversions, and the buckets B_k are combined to sums by bit of k, which a last pass of doublings joins. Scalars above half the
/// order are negated first, so that small negative values are short too; zero digits cost nothing but their sorting. Exact for every
/// input: equal, opposite and infinite points, any scalars, any length.
/// Source: [Pippenger 1976]; [Bernstein, Doumen, Lange, Oosterwijk 2012, Faster Batch Forgery Identification, section 4].
/// </summary>
public static unsafe class Pippenger
{
    /// <summary><c>sum of scalars[i] * points[i]</c>; infinity for empty input.</summary>
    /// <param name="points">At least as many points as scalars; further ones are ignored.</param>
    /// <param name="scalars">The scalars.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    /// <exception cref="ArgumentException">There are fewer points than scalars.</exception>
    public static JacobianPoint<TCurve, TBase, TScalar> Multiply<TCurve, TBase, TScalar>(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, ReadOnlySpan<TScalar> scalars, WorkScheduler? scheduler = null)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        if (points.Length < scalars.Length)
        {
            throw new ArgumentException("There are fewer points than scalars.", nameof(points));
        }

        if (scalars.IsEmpty)
        {
            return default;
        }

        scheduler ??= WorkScheduler.Shared;
        using SignedScalars integers = SignedScalars.Create(points[..scalars.Length], scalars, scheduler);
        return Sum(points, integers, scheduler);
    }

    /// <summary>The same for scalars that are not field elements in memory, one per point.</summary>
    /// <param name="points">The points.</param>
    /// <param name="scalars">Called for disjoint pieces, by several threads at once.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    public static JacobianPoint<TCurve, TBase, TScalar> Multiply<TCurve, TBase, TScalar>(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, ScalarReader scalars, WorkScheduler? scheduler = null)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        ArgumentNullException.ThrowIfNull(scalars);
        if (points.IsEmpty)
        {
            return default;
        }

        scheduler ??= WorkScheduler.Shared;
        using SignedScalars integers = SignedScalars.Create(points, scalars, scheduler);
        return Sum(points, integers, scheduler);
    }

    /// <summary><c>sum of values[index(i)] * points[i]</c>: the same for scalars that are few distinct ones; about one addition per point.</summary>
    /// <param name="points">The points.</param>
    /// <param name="indices">One index below the number of values per point; called for disjoint pieces, by several threads at once.</param>
    /// <param name="values">The distinct values, of which the first must be zero.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    /// <exception cref="ArgumentException">The first value is not zero.</exception>
    public static JacobianPoint<TCurve, TBase, TScalar> MultiplyByDistinct<TCurve, TBase, TScalar>(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points,
        IndexReader indices,
        ReadOnlySpan<TScalar> values,
        WorkScheduler? scheduler = null)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (values.IsEmpty || !values[0].IsZero)
        {
            throw new ArgumentException("The first value must be zero.", nameof(values));
        }

        return points.IsEmpty ? default
            : DistinctScalarSums<TCurve, TBase, TScalar>.Multiply(points, indices, values, scheduler ?? WorkScheduler.Shared);
    }

    private static JacobianPoint<TCurve, TBase, TScalar> Sum<TCurve, TBase, TScalar>(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> points, SignedScalars scalars, WorkScheduler scheduler)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        fixed (AffinePoint<TCurve, TBase, TScalar>* pointBase = points)
        {
            return scalars.MaxBits == 0 ? default : SumWindows(pointBase, scalars, scheduler);
        }
    }

    private static JacobianPoint<TCurve, TBase, TScalar> SumWindows<TCurve, TBase, TScalar>(
        AffinePoint<TCurve, TBase, TScalar>* points, SignedScalars scalars, WorkScheduler scheduler)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        MsmPlan plan = MsmPlan.Choose(scalars.CountByBits, scalars.MaxBits, scheduler.ThreadCount);
        int chunkLength = (scalars.Length + plan.Chunks - 1) / plan.Chunks;
        int tasks = plan.Groups * plan.Chunks;
        AffinePoint<TCurve, TBase, TScalar>[] sums = new AffinePoint<TCurve, TBase, TScalar>[plan.Chunks * plan.WindowCount * plan.WindowBits];
        // As many scratch areas as pieces can run at once; which threads run them is not known beforehand, so each piece borrows one.
        int areas = Math.Min(scheduler.ThreadCount, tasks);
        using WindowSumPool<TCurve, TBase, TScalar> pool = new(areas, plan.WindowBits, plan.GroupLength, chunkLength);
        scheduler.For(tasks, 1, (start, end, _) =>
        {
            WindowSum<TCurve, TBase, TScalar> scratch = pool.Borrow();
            for (int task = start; task < end; task++)
            {
                int chunk = task / plan.Groups;
                int first = Math.Min(scalars.Length, chunk * chunkLength);
                int count = Math.Min(scalars.Length - first, chunkLength);
                int window = task % plan.Groups * plan.GroupLength;
                int windows = Math.Min(plan.GroupLength, plan.WindowCount - window);
                int target = ((chunk * plan.WindowCount) + window) * plan.WindowBits;
                scratch.Compute(
                    points + first, scalars, first, count, window, windows, sums.AsSpan(target, windows * plan.WindowBits));
            }

            pool.Return(scratch);
        });

        return JoinBits<TCurve, TBase, TScalar>(sums, plan.WindowCount * plan.WindowBits);
    }

    /// <summary><c>sum of 2^j * (sums[j] + sums[bits + j] + ...)</c>: sums by bit of one or several chunks.</summary>
    internal static JacobianPoint<TCurve, TBase, TScalar> JoinBits<TCurve, TBase, TScalar>(
        ReadOnlySpan<AffinePoint<TCurve, TBase, TScalar>> sums, int bits)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        JacobianPoint<TCurve, TBase, TScalar> result = default;
        for (int bit = bits - 1; bit >= 0; bit--)
        {
            result = JacobianPoint<TCurve, TBase, TScalar>.Double(result);
            for (int i = bit; i < sums.Length; i += bits)
            {
                result += sums[i];
            }
        }

        return result;
    }
}
