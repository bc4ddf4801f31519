using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// A full round of Poseidon2: with <c>u_i = (w_i + q_i)^5</c> the next row holds <c>M u</c> for the external matrix
/// <c>M = [5 7 1 3; 4 6 1 1; 1 3 5 7; 1 1 4 6]</c>. The selectors q_l, q_r, q_o, q_4 hold the round constants.
/// </summary>
/// <remarks>Source: [Grassi, Khovratovich, Schofnegger 2023, section 5.1, https://eprint.iacr.org/2023/323].</remarks>
public readonly record struct Poseidon2ExternalRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "Poseidon2 full round";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("q_poseidon2_external*(3*(w_4 + q_4)^5 + 5*(w_l + q_l)^5 + 7*(w_r + q_r)^5 + (w_o + q_o)^5 - w_l')", 6, 7),
        new("q_poseidon2_external*(4*(w_l + q_l)^5 + 6*(w_r + q_r)^5 + (w_o + q_o)^5 + (w_4 + q_4)^5 - w_r')", 6, 7),
        new("q_poseidon2_external*(3*(w_r + q_r)^5 + 5*(w_o + q_o)^5 + 7*(w_4 + q_4)^5 + (w_l + q_l)^5 - w_o')", 6, 7),
        new("q_poseidon2_external*(4*(w_o + q_o)^5 + 6*(w_4 + q_4)^5 + (w_l + q_l)^5 + (w_r + q_r)^5 - w_4')", 6, 7),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QPoseidon2External, (int)MegaColumn.QL, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.Q4, (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4,
        (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift, (int)MegaColumn.W4Shift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => (int)MegaColumn.QPoseidon2External;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QPoseidon2External);

    /// <inheritdoc/>
    public static int FormCount => 8;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.WL + r.QL;
        forms[1] = r.WR + r.QR;
        forms[2] = r.WO + r.QO;
        forms[3] = r.W4 + r.Q4;
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
        Multiply(FifthPower(forms[0]), FifthPower(forms[1]), FifthPower(forms[2]), FifthPower(forms[3]), values);
        for (int i = 0; i < 4; i++)
        {
            values[i] -= forms[4 + i];
        }
    }

    /// <summary><c>value^5</c>, the S-box, in three products.</summary>
    internal static TRing FifthPower<TRing>(in TRing value)
        where TRing : struct, IRing<TRing>
    {
        TRing square = value * value;
        return square * square * value;
    }

    /// <summary>The external matrix times four elements, in 14 additions.</summary>
    internal static void Multiply<TRing>(in TRing u0, in TRing u1, in TRing u2, in TRing u3, Span<TRing> product)
        where TRing : struct, IRing<TRing>
    {
        TRing first = u0 + u1;
        TRing second = u2 + u3;
        TRing t0 = u1 + u1 + second;
        TRing t1 = u3 + u3 + first;
        TRing twoSecond = second + second;
        TRing twoFirst = first + first;
        TRing y3 = twoSecond + twoSecond + t1;
        TRing y1 = twoFirst + twoFirst + t0;
        product[0] = t1 + y1;
        product[1] = y1;
        product[2] = t0 + y3;
        product[3] = y3;
    }
}
