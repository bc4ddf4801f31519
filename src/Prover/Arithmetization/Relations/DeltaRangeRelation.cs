using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// Sorted range lists: each of the differences <c>w_r - w_l, w_o - w_r, w_4 - w_o, w_l_shift - w_4</c> is 0, 1, 2 or 3. With D such a
/// difference and <c>t = D (D - 3)</c>, <c>D (D-1) (D-2) (D-3) = t (t + 2)</c>.
/// </summary>
public readonly record struct DeltaRangeRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "delta range";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_delta_range*(w_r - w_l)*(w_r - w_l - 3)*((w_r - w_l)*(w_r - w_l - 3) + 2)", 5, 6),
        new("q_delta_range*(w_o - w_r)*(w_o - w_r - 3)*((w_o - w_r)*(w_o - w_r - 3) + 2)", 5, 6),
        new("q_delta_range*(w_4 - w_o)*(w_4 - w_o - 3)*((w_4 - w_o)*(w_4 - w_o - 3) + 2)", 5, 6),
        new("q_delta_range*(w_l' - w_4)*(w_l' - w_4 - 3)*((w_l' - w_4)*(w_l' - w_4 - 3) + 2)", 5, 6),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QDeltaRange, (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4, (int)MegaColumn.WLShift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QDeltaRange;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QDeltaRange);

    /// <inheritdoc/>
    public static int FormCount => 4;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.WR - r.WL;
        forms[1] = r.WO - r.WR;
        forms[2] = r.W4 - r.WO;
        forms[3] = r.WLShift - r.W4;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        for (int i = 0; i < 4; i++)
        {
            TRing t = forms[i] * (forms[i] - parameters.Three);
            values[i] = t * (t + parameters.Two);
        }
    }
}
