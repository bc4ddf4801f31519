using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// The copy constraints' grand product: <c>z_perm</c> starts at 0, is 1 in effect on the first row (where lagrange_first stands in), is
/// multiplied on every row by <c>prod (w_i + beta id_i + gamma) / prod (w_i + beta sigma_i + gamma)</c>, and closes on the last row
/// with the public inputs' quotient delta.
/// </summary>
/// <remarks>
/// Left out where z_perm stands still and every sigma_i equals id_i, or where z_perm and the Lagrange columns are zero: both keep holding
/// for any combination of rows. Source: [Gabizon, Williamson, Ciobotaru 2019, section 5, https://eprint.iacr.org/2019/953].
/// </remarks>
public readonly record struct PermutationRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "permutation";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("(z_perm + lagrange_first)*(w_l + gamma + beta*id_1)*(w_r + gamma + beta*id_2)*(w_o + gamma"
            + " + beta*id_3)*(w_4 + gamma + beta*id_4) - (z_perm' + delta*lagrange_last)*(w_l + gamma"
            + " + beta*sigma_1)*(w_r + gamma + beta*sigma_2)*(w_o + gamma + beta*sigma_3)*(w_4 + gamma + beta*sigma_4)", 5, 6),
        new("lagrange_last*z_perm'", 2, 3),
        new("lagrange_first*z_perm", 2, 3),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.Sigma1, (int)MegaColumn.Sigma2, (int)MegaColumn.Sigma3, (int)MegaColumn.Sigma4,
        (int)MegaColumn.Id1, (int)MegaColumn.Id2, (int)MegaColumn.Id3, (int)MegaColumn.Id4,
        (int)MegaColumn.LagrangeFirst, (int)MegaColumn.LagrangeLast, (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.W4,
        (int)MegaColumn.ZPerm, (int)MegaColumn.ZPermShift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => -1;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.LagrangeFirst) && zeros.IsZero((int)MegaColumn.LagrangeLast)
        && ((zeros.IsZero((int)MegaColumn.ZPerm) && zeros.IsZero((int)MegaColumn.ZPermShift))
            || (zeros.AreEqual((int)MegaColumn.ZPerm, (int)MegaColumn.ZPermShift)
                && zeros.AreEqual((int)MegaColumn.Sigma1, (int)MegaColumn.Id1)
                && zeros.AreEqual((int)MegaColumn.Sigma2, (int)MegaColumn.Id2)
                && zeros.AreEqual((int)MegaColumn.Sigma3, (int)MegaColumn.Id3)
                && zeros.AreEqual((int)MegaColumn.Sigma4, (int)MegaColumn.Id4)));

    /// <inheritdoc/>
    public static int FormCount => 14;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        ref readonly TRing beta = ref parameters.Beta;
        TRing w1 = r.WL + parameters.Gamma;
        TRing w2 = r.WR + parameters.Gamma;
        TRing w3 = r.WO + parameters.Gamma;
        TRing w4 = r.W4 + parameters.Gamma;
        forms[0] = w1 + (beta * r.Id1);
        forms[1] = w2 + (beta * r.Id2);
        forms[2] = w3 + (beta * r.Id3);
        forms[3] = w4 + (beta * r.Id4);
        forms[4] = w1 + (beta * r.Sigma1);
        forms[5] = w2 + (beta * r.Sigma2);
        forms[6] = w3 + (beta * r.Sigma3);
        forms[7] = w4 + (beta * r.Sigma4);
        forms[8] = r.ZPerm + r.LagrangeFirst;
        forms[9] = r.ZPermShift + (parameters.PublicInputDelta * r.LagrangeLast);
        forms[10] = r.LagrangeLast;
        forms[11] = r.ZPermShift;
        forms[12] = r.LagrangeFirst;
        forms[13] = r.ZPerm;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        TRing numerator = forms[0] * forms[1] * forms[2] * forms[3];
        TRing denominator = forms[4] * forms[5] * forms[6] * forms[7];
        values[0] = (forms[8] * numerator) - (forms[9] * denominator);
        values[1] = forms[10] * forms[11];
        values[2] = forms[12] * forms[13];
    }
}
