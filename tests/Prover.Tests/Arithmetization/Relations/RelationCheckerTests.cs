using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization.Relations;

/// <summary>Satisfying rows of every relation, and what happens when one value of them changes.</summary>
public sealed class RelationCheckerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FindFirstViolation_SatisfiedTrace_FindsNone(int seed) => Assert.Null(Check(new SampleTrace(seed)));

    [Fact]
    public void SampleTrace_Always_HasActiveRowsOfEveryRelation()
    {
        SampleTrace trace = new(3);
        Activity activity = new() { Trace = trace, Inactive = [] };
        MegaRelations.Visit(ref activity);
        Assert.Empty(activity.Inactive);
    }

    [Theory]
    [InlineData(MegaColumn.Sigma1, "permutation", 0)]
    [InlineData(MegaColumn.ZPerm, "permutation", -1)]
    [InlineData(MegaColumn.QC, "log-derivative lookup", 0)]
    [InlineData(MegaColumn.LookupInverses, "log-derivative lookup", 0)]
    [InlineData(MegaColumn.LookupReadTags, "log-derivative lookup", 0)]
    [InlineData(MegaColumn.EccOpWire3, "ecc op queue", 0)]
    [InlineData(MegaColumn.LagrangeEccOp, "ecc op queue", 0)]
    [InlineData(MegaColumn.KernelCalldataInverses, "databus lookup of kernel calldata", 0)]
    [InlineData(MegaColumn.FirstAppCalldataInverses, "databus lookup of first app calldata", 0)]
    [InlineData(MegaColumn.SecondAppCalldataReadCounts, "databus lookup of second app calldata", null)]
    [InlineData(MegaColumn.ReturnDataInverses, "databus lookup of return data", 0)]
    public void FindFirstViolation_OneCellChanged_NamesRelationAndRow(MegaColumn column, string relation, int? offset)
    {
        SampleTrace trace = new(4);
        int row = Array.FindIndex(trace.Columns[(int)column], v => !v.IsZero);
        trace.At(column, row) += Fr.One;
        RelationViolation? violation = Check(trace);
        Assert.NotNull(violation);
        Assert.Equal(relation, violation.Relation);
        Assert.Equal(row + offset, violation.Row);
    }

    [Theory]
    [InlineData(MegaColumn.QArith, "arithmetic")]
    [InlineData(MegaColumn.QDeltaRange, "delta range")]
    [InlineData(MegaColumn.QElliptic, "elliptic")]
    [InlineData(MegaColumn.QMemory, "memory")]
    [InlineData(MegaColumn.QNnf, "non-native field")]
    [InlineData(MegaColumn.QPoseidon2External, "Poseidon2 full round")]
    [InlineData(MegaColumn.QPoseidon2ExternalInitial, "Poseidon2 initial layer")]
    [InlineData(MegaColumn.QPoseidon2QuadInternal, "Poseidon2 partial rounds")]
    [InlineData(MegaColumn.QPoseidon2QuadInternalTerminal, "Poseidon2 partial rounds, last")]
    [InlineData(MegaColumn.QPoseidon2TransitionEntry, "Poseidon2 partial rounds, entry")]
    public void FindFirstViolation_WireOfAGateChanged_ViolatesThatGate(MegaColumn selector, string relation)
    {
        SampleTrace trace = new(5);
        int row = Array.FindIndex(trace.Columns[(int)selector], v => !v.IsZero);
        trace.At(MegaColumn.WO, row) += Fr.FromInt(100);
        Assert.Contains((relation, row), Violations(trace));
        Assert.NotNull(Check(trace));
    }

    [Fact]
    public void FindFirstViolation_OneReadTooMany_IsTheSumsViolation()
    {
        SampleTrace trace = new(6);
        int row = Array.FindIndex(trace.Columns[(int)MegaColumn.ReturnDataReadCounts], v => !v.IsZero);
        trace.At(MegaColumn.ReturnDataReadCounts, row) += Fr.One;
        RelationViolation? violation = Check(trace);
        Assert.NotNull(violation);
        Assert.Equal(("databus lookup of return data", 2, null), (violation.Relation, violation.Subrelation, violation.Row));
        Assert.False(violation.Value.IsZero);
    }

    /// <summary>Of any two violations the one on the lower row, whether its relation comes first or last.</summary>
    [Fact]
    public void FindFirstViolation_TwoRows_GivesTheLower()
    {
        SampleTrace trace = new(7);
        MegaColumn[] columns =
        [
            MegaColumn.ZPerm, MegaColumn.LookupInverses, MegaColumn.EccOpWire3, MegaColumn.KernelCalldataInverses,
            MegaColumn.FirstAppCalldataInverses, MegaColumn.ReturnDataInverses,
        ];
        (MegaColumn Column, int Row)[] cells =
        [
            .. columns.Select(column => (column, Array.FindIndex(trace.Columns[(int)column], v => !v.IsZero))),
            .. columns.Select(column => (column, Array.FindLastIndex(trace.Columns[(int)column], v => !v.IsZero))),
        ];
        int orders = 0;
        foreach ((MegaColumn Column, int Row) first in cells)
        {
            RelationViolation one = CheckAltered(first);
            foreach ((MegaColumn Column, int Row) second in cells)
            {
                RelationViolation other = CheckAltered(second);
                if (one.Relation != other.Relation && one.Row < other.Row)
                {
                    orders++;
                    Assert.Equal(one, CheckAltered(first, second));
                }
            }
        }

        Assert.True(orders > 3);

        RelationViolation CheckAltered(params (MegaColumn Column, int Row)[] altered)
        {
            foreach ((MegaColumn column, int row) in altered)
            {
                trace.At(column, row) += Fr.FromInt(100);
            }

            RelationViolation? violation = Check(trace);
            foreach ((MegaColumn column, int row) in altered)
            {
                trace.At(column, row) -= Fr.FromInt(100);
            }

            return violation!;
        }
    }

    [Fact]
    public void FindFirstViolation_OneColumnStored_LooksAtItsRows()
    {
        Polynomial[] columns = [.. Enumerable.Range(0, MegaColumns.Count).Select(i => new Polynomial(0, i == (int)MegaColumn.EccOpWire1 ? 10 : 0, 16, BufferCategory.Other))];
        columns[(int)MegaColumn.EccOpWire1].At(9) = Fr.One;
        RelationViolation? violation = RelationChecker.FindFirstViolation(columns, new SampleTrace(1).Parameters);
        SampleTrace.Dispose(columns);
        Assert.Equal(("ecc op queue", 9), (violation?.Relation, violation?.Row));
    }

    private static RelationViolation? Check(SampleTrace trace)
    {
        Polynomial[] polynomials = trace.ToPolynomials();
        try
        {
            return RelationChecker.FindFirstViolation(polynomials, trace.Parameters);
        }
        finally
        {
            SampleTrace.Dispose(polynomials);
        }
    }

    /// <summary>Every violated relation with its first row, without skipping anything.</summary>
    private static List<(string Relation, int Row)> Violations(SampleTrace trace)
    {
        AllViolations all = new() { Trace = trace, Found = [] };
        MegaRelations.Visit(ref all);
        return all.Found;
    }

    private static Fr[] Row(SampleTrace trace, int index)
    {
        Fr[] row = new Fr[MegaColumns.Count];
        for (int c = 0; c < MegaColumns.Count; c++)
        {
            bool shifted = c >= MegaColumns.UnshiftedCount;
            int source = shifted ? (int)MegaColumns.UnshiftedOf((MegaColumn)c) : c;
            int at = shifted ? index + 1 : index;
            row[c] = at < trace.RowCount ? trace.Columns[source][at] : Fr.Zero;
        }

        return row;
    }

    private struct AllViolations : IRelationVisitor
    {
        public required SampleTrace Trace;
        public required List<(string Relation, int Row)> Found;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            for (int i = 0; i < Trace.RowCount; i++)
            {
                Fr[] values = Relation<TRelation>.Evaluate<Fr>(Row(Trace, i), Trace.Parameters);
                if (values.Where((v, k) => !v.IsZero && !TRelation.Subrelations[k].IsLinearlyDependent).Any())
                {
                    Found.Add((TRelation.Name, i));
                    return;
                }
            }
        }
    }

    private struct Activity : IRelationVisitor
    {
        public required SampleTrace Trace;
        public required List<string> Inactive;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            SampleTrace trace = Trace;
            if (!Enumerable.Range(0, trace.RowCount).Any(i => !TRelation.IsInactive(new RowZeros(Row(trace, i)))))
            {
                Inactive.Add(TRelation.Name);
            }
        }
    }
}
