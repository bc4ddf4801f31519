using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The linear layer before the first round of Poseidon2: the next row holds the external matrix times this row.</summary>
public readonly record struct Poseidon2InitialExternalRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "Poseidon2 initial layer";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_poseidon2_external_initial*(3*w_4 + 5*w_l + 7*w_r + w_o - w_l')", 2, 3),
        new("q_poseidon2_external_initial*(4*w_l + 6*w_r + w_o + w_4 - w_r')", 2, 3),
        new("q_poseidon2_external_initial*(3*w_r + 5*w_o + 7*w_4 + w_l - w_o')", 2, 3),
        new("q_poseidon2_external_initial*(4*w_o + 6*w_4 + w_l + w_r - w_4')", 2, 3),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QPoseidon2ExternalInitial, (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4,
        (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QPoseidon2ExternalInitial;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QPoseidon2ExternalInitial);

    /// <inheritdoc/>
    public static int FormCount => 8;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.WL;
        forms[1] = r.WR;
        forms[2] = r.WO;
        forms[3] = r.W4;
        forms[4] = r.WLShift;
        forms[5] = r.WRShift;
        forms[6] = r.WOShift;
        forms[7] = r.W4Shift;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        // Not among the forms: sums of sixteen times a column would need a reduction there.
        Poseidon2ExternalRelation.Multiply(forms[0], forms[1], forms[2], forms[3], values);
        for (int i = 0; i < 4; i++)
        {
            values[i] -= forms[4 + i];
        }
    }
}
