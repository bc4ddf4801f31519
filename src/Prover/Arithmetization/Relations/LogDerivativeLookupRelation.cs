using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// Lookups as a sum of fractions: with the read term L of a lookup row and the table term T of a table row,
/// <c>sum q_lookup / L = sum read_count / T</c>. The column I holds <c>1 / (L T)</c> where a row reads or is read, and 0 elsewhere.
/// A row's table entry is the difference of consecutive accumulators, <c>w_l + q_r w_l_shift</c> and so on (q_r, q_m, q_c are
/// negated step sizes, q_o the table's index).
/// </summary>
/// <remarks>
/// Source: [Haboeck 2022, https://eprint.iacr.org/2022/1530]. Left out where q_lookup, read counts, read tags and inverses are zero.
/// </remarks>
public readonly record struct LogDerivativeLookupRelation : IRelation
{
    /// <inheritdoc/>
    public static string Name => "log-derivative lookup";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new("(w_l + gamma + beta*w_r + beta^2*w_o + beta^3*q_o + q_r*w_l' + beta*q_m*w_r'"
            + " + beta^2*q_c*w_o')*(table_1 + gamma + beta*table_2 + beta^2*table_3 + beta^3*table_4)*lookup_inverses"
            + " - lookup_read_tags - q_lookup + lookup_read_tags*q_lookup", 4, 5),
        new("(q_lookup*(table_1 + gamma + beta*table_2 + beta^2*table_3 + beta^3*table_4) - lookup_read_counts*(w_l"
            + " + gamma + beta*w_r + beta^2*w_o + beta^3*q_o + q_r*w_l' + beta*q_m*w_r'"
            + " + beta^2*q_c*w_o'))*lookup_inverses", 4, 5, IsLinearlyDependent: true),
        new("lookup_read_tags^2 - lookup_read_tags", 2, 3),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns =>
    [
        (int)MegaColumn.QLookup, (int)MegaColumn.Table1, (int)MegaColumn.Table2, (int)MegaColumn.Table3, (int)MegaColumn.Table4, (int)MegaColumn.QM, (int)MegaColumn.QR, (int)MegaColumn.QO, (int)MegaColumn.QC,
        (int)MegaColumn.WL, (int)MegaColumn.WR, (int)MegaColumn.WO, (int)MegaColumn.LookupInverses, (int)MegaColumn.LookupReadCounts, (int)MegaColumn.LookupReadTags,
        (int)MegaColumn.WLShift, (int)MegaColumn.WRShift, (int)MegaColumn.WOShift,
    ];

    /// <inheritdoc/>
    public static int SelectorColumn => -1;

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)MegaColumn.QLookup) && zeros.IsZero((int)MegaColumn.LookupReadCounts)
        && zeros.IsZero((int)MegaColumn.LookupReadTags) && zeros.IsZero((int)MegaColumn.LookupInverses);

    /// <inheritdoc/>
    public static int FormCount => 12;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.WL + parameters.Gamma + (parameters.Beta * r.WR) + (parameters.BetaTwo * r.WO) + (parameters.BetaThree * r.QO);
        forms[1] = r.QR;
        forms[2] = r.WLShift;
        forms[3] = parameters.Beta * r.QM;
        forms[4] = r.WRShift;
        forms[5] = parameters.BetaTwo * r.QC;
        forms[6] = r.WOShift;
        forms[7] = r.Table1 + parameters.Gamma
            + (parameters.Beta * r.Table2) + (parameters.BetaTwo * r.Table3) + (parameters.BetaThree * r.Table4);
        forms[8] = r.LookupInverses;
        forms[9] = r.LookupReadTags;
        forms[10] = r.QLookup;
        forms[11] = r.LookupReadCounts;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        ref readonly TRing table = ref forms[7];
        ref readonly TRing inverse = ref forms[8];
        ref readonly TRing tag = ref forms[9];
        ref readonly TRing isRead = ref forms[10];
        TRing read = forms[0] + (forms[1] * forms[2]) + (forms[3] * forms[4]) + (forms[5] * forms[6]);
        values[0] = (read * table * inverse) - (tag + isRead - (tag * isRead));
        values[1] = ((isRead * table) - (forms[11] * read)) * inverse;
        values[2] = (tag * tag) - tag;
    }
}
