using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>Evaluates every relation of Mega on every row of a trace.</summary>
public static class RelationChecker
{
    /// <summary>
    /// The violation on the lowest row (of several on that row, the first in relation order), else the first sum over all rows that does
    /// not vanish, else null.
    /// </summary>
    /// <param name="columns">The <see cref="MegaColumns.Count"/> columns in order, shifts included.</param>
    /// <param name="parameters">The challenges with which the derived columns were made.</param>
    public static RelationViolation? FindFirstViolation(IReadOnlyList<Polynomial> columns, RelationParameters<Fr> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Count, MegaColumns.Count, nameof(columns));
        int rowCount = 0;
        foreach (Polynomial column in columns)
        {
            rowCount = Math.Max(rowCount, column.EndIndex);
        }

        Search search = new() { Columns = columns, Parameters = parameters, RowCount = rowCount };
        MegaRelations.Visit(ref search);
        return search.Found ?? search.FoundSum;
    }

    private struct Search : IRelationVisitor
    {
        public required IReadOnlyList<Polynomial> Columns;
        public required RelationParameters<Fr> Parameters;
        public required int RowCount;
        public RelationViolation? Found;
        public RelationViolation? FoundSum;

        public void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            Fr[] row = new Fr[MegaColumns.Count];
            int count = TRelation.Subrelations.Length;
            Fr[] sums = new Fr[count];
            for (int i = 0; i < RowCount; i++)
            {
                SingleRow zeros = new(Columns, i);
                if (TRelation.IsInactive(zeros))
                {
                    continue;
                }

                foreach (int column in TRelation.Columns)
                {
                    row[column] = Columns[column][i];
                }

                Fr[] values = Relation<TRelation>.Evaluate<Fr>(row, Parameters);
                for (int k = 0; k < count; k++)
                {
                    if (TRelation.Subrelations[k].IsLinearlyDependent)
                    {
                        sums[k] += values[k];
                    }
                    else if (!values[k].IsZero)
                    {
                        // Later relations need only look above this row.
                        Found = new(TRelation.Name, k, TRelation.Subrelations[k].Formula, i, values[k]);
                        RowCount = i;
                        return;
                    }
                }
            }

            for (int k = 0; k < count && Found is null && FoundSum is null; k++)
            {
                if (!sums[k].IsZero)
                {
                    FoundSum = new(TRelation.Name, k, TRelation.Subrelations[k].Formula, null, sums[k]);
                }
            }
        }
    }

    private readonly struct SingleRow(IReadOnlyList<Polynomial> columns, int row) : IColumnZeros
    {
        public bool IsZero(int column) => columns[column][row].IsZero;

        public bool AreEqual(int left, int right) => columns[left][row] == columns[right][row];
    }
}
