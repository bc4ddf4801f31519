using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>Points and scalars of one kind.</summary>
internal sealed class MsmInput<TCurve, TBase, TScalar>
    where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
    where TBase : unmanaged, IField<TBase>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private const int FewCount = 8;
    private const int PointCount = 64;
    private const int SparseStep = 16;

    private readonly AffinePoint<TCurve, TBase, TScalar>[] points;
    private readonly TScalar[] scalars;

    private MsmInput(AffinePoint<TCurve, TBase, TScalar>[] points, TScalar[] scalars)
    {
        this.points = points;
        this.scalars = scalars;
    }

    /// <summary>Number of points.</summary>
    public int Count => points.Length;

    /// <summary>Makes input.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="kind">What scalars and points look like.</param>
    /// <param name="draw">A random scalar.</param>
    public static MsmInput<TCurve, TBase, TScalar> Create(int count, ScalarKind kind, Func<TScalar> draw)
    {
        Random random = new(count);
        TScalar[] few = new TScalar[FewCount];
        for (int i = 0; i < FewCount; i++)
        {
            few[i] = draw();
        }

        TScalar[] logs = new TScalar[count];
        TScalar[] scalars = new TScalar[count];
        for (int i = 0; i < count; i++)
        {
            logs[i] = kind == ScalarKind.RepeatedPoints ? TScalar.FromInt(1 + (i % PointCount)) : draw();
            scalars[i] = kind switch
            {
                ScalarKind.Word => TScalar.FromInt(random.Next(1 << 16)),
                ScalarKind.Bit => TScalar.FromInt(random.Next(2)),
                ScalarKind.Sparse => random.Next(SparseStep) == 0 ? draw() : TScalar.Zero,
                ScalarKind.FewValues => few[random.Next(FewCount)],
                _ => draw(),
            };
        }

        using FixedBaseTable<TCurve, TBase, TScalar> table = new(AffinePoint<TCurve, TBase, TScalar>.Generator);
        AffinePoint<TCurve, TBase, TScalar>[] points = new AffinePoint<TCurve, TBase, TScalar>[count];
        table.Multiply(logs, points);
        return new(points, scalars);
    }

    /// <summary>The sum of the first points by their scalars.</summary>
    public JacobianPoint<TCurve, TBase, TScalar> Multiply(int count, WorkScheduler? scheduler) =>
        Pippenger.Multiply<TCurve, TBase, TScalar>(points.AsSpan(0, count), scalars.AsSpan(0, count), scheduler);
}
