using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Sumcheck;
using Xunit;

namespace Chonk.Prover.Tests.Sumcheck;

/// <summary>What decides whether a relation is left out on a block: zeros and equalities of columns that are stored in part.</summary>
public sealed class BlockColumnsTests
{
    [Fact]
    public void AreEqualAndIsZero_ColumnsStoredInPart_AgreeWithEveryRow()
    {
        const int Rows = 12;
        (int Start, int Values)[] shapes = [(0, 0b1111), (2, 0b1111), (4, 0b1111), (2, 0b1011), (0, 0), (5, 0), (3, 0b1), (0, 0b111111111111)];
        Polynomial[] columns = [.. shapes.Select(shape => Create(shape.Start, shape.Values))];
        using ColumnTable table = new(columns);
        using BlockColumns block = new(table);
        for (int from = 0; from < Rows; from++)
        {
            for (int to = from + 1; to <= Rows; to++)
            {
                block.MoveTo(0, Rows);
                for (int left = 0; left < columns.Length; left++)
                {
                    bool isZero = Enumerable.Range(from, to - from).All(row => columns[left][row].IsZero);
                    Assert.Equal(isZero, block.IsZero(left, from, to));
                    for (int right = 0; right < columns.Length; right++)
                    {
                        bool areEqual = Enumerable.Range(from, to - from).All(row => columns[left][row] == columns[right][row]);
                        Assert.Equal(areEqual, block.AreEqual(left, right, from, to));
                    }
                }
            }
        }

        Array.ForEach(columns, column => column.Dispose());

        static Polynomial Create(int start, int bits)
        {
            int count = Math.Min(Rows - start, 32 - int.LeadingZeroCount(bits));
            Polynomial column = new(start, count, 16, BufferCategory.Other);
            for (int i = 0; i < count; i++)
            {
                column.At(start + i) = Fr.FromInt((bits >> i) & 1);
            }

            return column;
        }
    }
}
