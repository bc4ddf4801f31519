using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// From the state after the first full rounds to the first row of four partial rounds: this row holds the state, the next one lane 0
/// before each of the first four partial rounds, the first of which a copy constraint ties. q_l, q_r, q_o hold the constants of those
/// rounds; D_j is the diagonal of the internal matrix and S = D_2 + D_3 + D_4.
/// </summary>
public readonly record struct Poseidon2TransitionEntryRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "Poseidon2 partial rounds, entry";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_poseidon2_transition_entry*(D_1*(w_l + q_l)^5 + w_r + w_o + w_4 - w_r')", 6, 7),
        new("q_poseidon2_transition_entry*(D_1*(w_r' + q_r)^5 + 3*(w_l + q_l)^5 + (D_2 + 2)*w_r + (D_3 + 2)*w_o"
            + " + (D_4 + 2)*w_4 - w_o')", 6, 7),
        new("q_poseidon2_transition_entry*(D_1*(w_o' + q_o)^5 + 3*(w_r' + q_r)^5 + (S + 6)*(w_l + q_l)^5 + (D_2^2"
            + " + D_2 + S + 4)*w_r + (D_3^2 + D_3 + S + 4)*w_o + (D_4^2 + D_4 + S + 4)*w_4 - w_4')", 6, 7),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QPoseidon2TransitionEntry, (int)MegaColumn.QL, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4,
        (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QPoseidon2TransitionEntry;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QPoseidon2TransitionEntry);

    /// <inheritdoc/>
    public static int FormCount => 6;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.WL + r.QL;
        forms[1] = r.WRShift + r.QR;
        forms[2] = r.WOShift + r.QO;
        forms[3] = r.WR + r.WO + r.W4 - r.WRShift;
        forms[4] = Dot(r, parameters, Poseidon2QuadCoefficients.RoundTwo) - r.WOShift;
        forms[5] = Dot(r, parameters, Poseidon2QuadCoefficients.RoundThree) - r.W4Shift;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        ref readonly TRing d1 = ref parameters.Quad(Poseidon2QuadCoefficients.D1);
        TRing u0 = Poseidon2ExternalRelation.FifthPower(forms[0]);
        TRing u1 = Poseidon2ExternalRelation.FifthPower(forms[1]);
        TRing u2 = Poseidon2ExternalRelation.FifthPower(forms[2]);
        values[0] = (d1 * u0) + forms[3];
        values[1] = (d1 * u1) + u0 + u0 + u0 + forms[4];
        values[2] = (d1 * u2) + u1 + u1 + u1 + (parameters.Quad(Poseidon2QuadCoefficients.SigmaPlusSix) * u0) + forms[5];
    }

    private static TRing Dot<TRing>(in MegaRow<TRing> r, RelationParameters<TRing> parameters, int first)
        where TRing : struct, IRing<TRing> =>
        (parameters.Quad(first) * r.WR) + (parameters.Quad(first + 1) * r.WO) + (parameters.Quad(first + 2) * r.W4);
}
