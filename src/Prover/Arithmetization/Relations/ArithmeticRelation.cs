using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// The width-4 arithmetic gate. With <c>linear = q_l w_l + q_r w_r + q_o w_o + q_4 w_4 + q_c</c> and the gate's kind in q_arith:
/// 0 nothing; 1 <c>q_m w_l w_r + linear = 0</c>; 2 <c>q_m w_l w_r + 2 (linear + w_4_shift) = 0</c>; 3 <c>3 (linear + 2 w_4_shift) = 0</c>
/// and <c>6 (w_l + w_4 - w_l_shift + q_m) = 0</c>, where q_m is an additive constant.
/// </summary>
/// <remarks>Both carry the factor q_arith. Source: [Gabizon, Williamson, Ciobotaru 2019, https://eprint.iacr.org/2019/953], widened.</remarks>
public readonly record struct ArithmeticRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "arithmetic";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_arith*((-1/2)*(q_arith - 3)*q_m*w_l*w_r + q_l*w_l + q_r*w_r + q_o*w_o + q_4*w_4 + (q_arith - 1)*w_4'"
            + " + q_c)", 5, 6),
        new("q_arith*(q_arith - 1)*(q_arith - 2)*(w_l + w_4 - w_l' + q_m)", 4, 5),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QM, (int)MegaColumn.QL, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.Q4, (int)MegaColumn.QC, (int)MegaColumn.QArith,
        (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4, (int)MegaColumn.WLShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QArith;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QArith);

    /// <inheritdoc/>
    public static int FormCount => 14;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.QL;
        forms[1] = r.QR;
        forms[2] = r.QO;
        forms[3] = r.Q4;
        forms[4] = r.QArith - parameters.One;
        forms[5] = r.WL;
        forms[6] = r.WR;
        forms[7] = r.WO;
        forms[8] = r.W4;
        forms[9] = r.W4Shift;
        forms[10] = parameters.NegatedHalf * (r.QArith - parameters.Three);
        forms[11] = r.QM;
        forms[12] = r.QC;
        forms[13] = r.WL + r.W4 - r.WLShift + r.QM;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        ref readonly TRing kindMinusOne = ref forms[4];
        TRing linear = TRing.Dot(forms[..5], forms[5..10]) + forms[12];
        values[0] = (forms[10] * forms[11] * (forms[5] * forms[6])) + linear;
        values[1] = kindMinusOne * (kindMinusOne - parameters.One) * forms[13];
    }
}
