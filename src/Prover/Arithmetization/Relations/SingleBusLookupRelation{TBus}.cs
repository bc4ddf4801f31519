using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chonk.Prover.Fields;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// Reads of one databus column as a sum of fractions: with L = w_l + beta w_r + gamma (value and index read), T = value + beta
/// databus_id + gamma and is_read = q_busread q_bus, <c>sum is_read / L = sum read_count / T</c>. The column I holds
/// <c>1 / (L T)</c> where a row reads or is read; read counts vanish outside the rows that hold the column's data.
/// </summary>
/// <typeparam name="TBus">The databus column.</typeparam>
/// <remarks>
/// Source: [Haboeck 2022, https://eprint.iacr.org/2022/1530]. Every identity has a factor is_read or read_count, so it is left out where
/// the read counts and one of q_busread and the bus's selector are zero.
/// </remarks>
public readonly record struct SingleBusLookupRelation<TBus> : IRelation
    where TBus : struct, IDatabusColumns
{
    /// <inheritdoc/>
    public static string Name => $"databus lookup of {TBus.Name}";

    /// <inheritdoc/>
    public static ImmutableArray<Subrelation> Subrelations { get; } =
    [
        new($"((w_l + beta*w_r + gamma)*({TBus.Symbol} + beta*databus_id + gamma)*{TBus.Symbol}_inverses"
            + $" - 1)*q_busread*{TBus.SelectorSymbol}", 5, 6),
        new($"((w_l + beta*w_r + gamma)*({TBus.Symbol} + beta*databus_id + gamma)*{TBus.Symbol}_inverses"
            + $" - 1)*{TBus.Symbol}_read_counts", 4, 6),
        new($"(q_busread*{TBus.SelectorSymbol}*({TBus.Symbol} + beta*databus_id + gamma)"
            + $" - {TBus.Symbol}_read_counts*(w_l + beta*w_r + gamma))*{TBus.Symbol}_inverses", 4, 6, IsLinearlyDependent: true),
        new($"(1 - {TBus.Symbol}_indicator)*{TBus.Symbol}_read_counts", 2, 3),
    ];

    /// <inheritdoc/>
    public static ReadOnlySpan<int> Columns => ColumnIndices;

    /// <inheritdoc/>
    public static int SelectorColumn => -1;

    private static int[] ColumnIndices { get; } =
    [
        (int)MegaColumn.QBusread, (int)MegaColumn.DatabusId, (int)MegaColumn.WL, (int)MegaColumn.WR,
        (int)TBus.Selector, (int)TBus.Value, (int)TBus.ReadCounts, (int)TBus.Inverses, (int)TBus.Indicator,
    ];

    /// <inheritdoc/>
    public static bool IsInactive<TZeros>(in TZeros zeros)
        where TZeros : struct, IColumnZeros, allows ref struct =>
        zeros.IsZero((int)TBus.ReadCounts)
        && (zeros.IsZero((int)MegaColumn.QBusread) || zeros.IsZero((int)TBus.Selector));

    /// <inheritdoc/>
    public static int FormCount => 7;

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters, Span<TRing> forms)
        where TRing : struct, IRing<TRing>
    {
        MegaRow<TRing> r = new(row);
        forms[0] = r.WL + (parameters.Beta * r.WR) + parameters.Gamma;
        forms[1] = r[TBus.Value] + (parameters.Beta * r.DatabusId) + parameters.Gamma;
        forms[2] = r.QBusread;
        forms[3] = r[TBus.Selector];
        forms[4] = r[TBus.Inverses];
        forms[5] = r[TBus.ReadCounts];
        forms[6] = parameters.One - r[TBus.Indicator];
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<TRing>(ReadOnlySpan<TRing> forms, RelationParameters<TRing> parameters, Span<TRing> values)
        where TRing : struct, IRing<TRing>
    {
        ref readonly TRing read = ref forms[0];
        ref readonly TRing table = ref forms[1];
        ref readonly TRing inverse = ref forms[4];
        ref readonly TRing count = ref forms[5];
        TRing isRead = forms[2] * forms[3];
        TRing wrongInverse = (read * table * inverse) - parameters.One;
        values[0] = wrongInverse * isRead;
        values[1] = wrongInverse * count;
        values[2] = ((isRead * table) - (count * read)) * inverse;
        values[3] = forms[6] * count;
    }
}
