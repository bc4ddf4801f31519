using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Relations;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization.Relations;

/// <summary>What every relation declares about itself, against what its code does.</summary>
public sealed class MegaRelationsTests
{
    [Fact]
    public void Counts_OfMega_AreThoseOfTheProtocol()
    {
        Assert.Equal(18, RelationCounts<MegaRelations>.Relations);
        Assert.Equal(68, RelationCounts<MegaRelations>.Subrelations);
        Assert.Equal(7, RelationCounts<MegaRelations>.MaxPartialLength);
        Assert.Equal(8, RelationCounts<MegaRelations>.RoundUnivariateLength);
    }

    [Fact]
    public void Subrelations_InOrder_HaveTheProtocolsNumbers()
    {
        Collector collector = new() { Rows = [] };
        MegaRelations.Visit(ref collector);
        int[] counts = [.. collector.Rows.Select(r => r.Count)];
        Assert.Equal([3, 3, 2, 4, 2, 6, 1, 8, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3], counts);
        Assert.Equal(6, collector.Rows.Sum(r => r.Dependent));
        Assert.All(collector.Rows, r => Assert.Equal(r.Dependent, r.Name.Contains("lookup", StringComparison.Ordinal) ? 1 : 0));
        Assert.Equal(18, collector.Rows.Select(r => r.Name).Distinct().Count());
    }

    [Fact]
    public void Evaluate_OverDegrees_GivesTheDeclaredDegree()
    {
        DegreeCheck check = new() { Wrong = [] };
        MegaRelations.Visit(ref check);
        Assert.Empty(check.Wrong);
    }

    [Fact]
    public void Prepare_OverDegrees_MakesAffineForms()
    {
        FormCheck check = new() { Wrong = [] };
        MegaRelations.Visit(ref check);
        Assert.Empty(check.Wrong);
    }

    [Fact]
    public void Evaluate_OverFormulas_PrintsTheDocumentedFormula()
    {
        FormulaCheck check = new() { Wrong = [] };
        MegaRelations.Visit(ref check);
        Assert.True(check.Wrong.Count == 0, string.Join(Environment.NewLine, check.Wrong));
    }

    [Fact]
    public void Columns_Declared_AreThoseThatTheCodeReads()
    {
        ColumnCheck check = new() { Wrong = [] };
        MegaRelations.Visit(ref check);
        Assert.Empty(check.Wrong);
    }

    [Fact]
    public void IsInactive_WhenTrue_EveryCombinationOfTheRowsVanishes()
    {
        InactivityCheck check = new() { Random = new Random(20261121), Wrong = [] };
        MegaRelations.Visit(ref check);
        Assert.Empty(check.Wrong);
    }

    private struct InactivityCheck : IRelationVisitor
    {
        private const int Trials = 1500;

        public required Random Random;
        public required List<string> Wrong;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            RelationParameters<Fr> parameters = RelationTesting.RandomParameters(Random);
            int inactive = 0;
            int[] columns = [.. TRelation.Columns];
            for (int trial = 0; trial < Trials; trial++)
            {
                Fr[] a = new Fr[MegaColumns.Count];
                Fr[] b = new Fr[MegaColumns.Count];
                bool identity = Random.Next(2) == 0;
                foreach (int c in columns)
                {
                    if (Random.Next(2) == 0)
                    {
                        a[c] = RelationTesting.RandomFr(Random);
                        b[c] = RelationTesting.RandomFr(Random);
                    }
                }

                foreach (Fr[] row in identity ? [a, b] : Array.Empty<Fr[]>())
                {
                    row.AsSpan((int)MegaColumn.Id1, 4).CopyTo(row.AsSpan((int)MegaColumn.Sigma1, 4));
                    row[(int)MegaColumn.ZPermShift] = row[(int)MegaColumn.ZPerm];
                }

                // One equality or zero that does not hold, beside all others.
                if (Random.Next(2) == 0)
                {
                    a[columns[Random.Next(columns.Length)]] = RelationTesting.RandomFr(Random);
                }

                if (!TRelation.IsInactive(new RowZeros(a, b)))
                {
                    continue;
                }

                inactive++;
                Fr u = RelationTesting.RandomFr(Random);
                Fr[] combination = [.. a.Zip(b, (x, y) => x + (u * (y - x)))];
                if (!Relation<TRelation>.Evaluate<Fr>(combination, parameters).All(v => v.IsZero))
                {
                    Wrong.Add(TRelation.Name);
                }
            }

            if (inactive is 0 or Trials)
            {
                Wrong.Add($"{TRelation.Name}: inactive in {inactive} of {Trials} trials");
            }
        }
    }

    private struct Collector : IRelationVisitor
    {
        public required List<(string Name, int Count, int Dependent)> Rows;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation =>
            Rows.Add((TRelation.Name, TRelation.Subrelations.Length, TRelation.Subrelations.Count(s => s.IsLinearlyDependent)));
    }

    private struct DegreeCheck : IRelationVisitor
    {
        public required List<string> Wrong;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            Degree[] row = new Degree[MegaColumns.Count];
            Array.Fill(row, Degree.Column);
            Degree[] values = Relation<TRelation>.Evaluate<Degree>(row, RelationParameters<Degree>.Create(_ => Degree.One));
            for (int i = 0; i < values.Length; i++)
            {
                Subrelation declared = TRelation.Subrelations[i];
                if (values[i].Value != declared.Degree || declared.Degree >= declared.PartialLength)
                {
                    Wrong.Add($"{TRelation.Name} {i}: degree {values[i].Value}, declared {declared}");
                }
            }
        }
    }

    private struct FormCheck : IRelationVisitor
    {
        public required List<string> Wrong;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            Degree[] row = new Degree[MegaColumns.Count];
            Array.Fill(row, Degree.Column);
            Degree[] forms = new Degree[TRelation.FormCount];
            Array.Fill(forms, new Degree(100));
            TRelation.Prepare(row, RelationParameters<Degree>.Create(_ => Degree.One), forms);
            if (forms.Any(f => f != Degree.Column))
            {
                Wrong.Add($"{TRelation.Name}: {string.Join(' ', forms)}");
            }
        }
    }

    private struct FormulaCheck : IRelationVisitor
    {
        public required List<string> Wrong;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            Formula[] row = [.. Enumerable.Range(0, MegaColumns.Count).Select(i => Formula.Symbol(MegaNames.All[i]))];
            Formula[] values = Relation<TRelation>.Evaluate<Formula>(row, RelationTesting.FormulaParameters);
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i].ToString() != TRelation.Subrelations[i].Formula)
                {
                    Wrong.Add($"{TRelation.Name}\t{i}\t{values[i]}");
                }
            }
        }
    }

    /// <summary>A column is read when raising its degree raises some subrelation's degree.</summary>
    private struct ColumnCheck : IRelationVisitor
    {
        public required List<string> Wrong;

        public readonly void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            RelationParameters<Degree> parameters = RelationParameters<Degree>.Create(_ => Degree.One);
            for (int column = 0; column < MegaColumns.Count; column++)
            {
                Degree[] row = new Degree[MegaColumns.Count];
                Array.Fill(row, Degree.Column);
                row[column] = new(100);
                bool read = Relation<TRelation>.Evaluate<Degree>(row, parameters).Any(d => d.Value >= 100);
                if (read != TRelation.Columns.Contains(column))
                {
                    Wrong.Add($"{TRelation.Name}: {(MegaColumn)column} read: {read}");
                }
            }
        }
    }
}
