using Chonk.Prover.Arithmetization;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>
/// What sigma and id are for: for random beta, gamma the product of <c>w + beta id + gamma</c> over all cells equals that of
/// <c>w + beta sigma + gamma</c>, up to the public inputs' factor, exactly if copy constraints and multisets hold.
/// </summary>
public sealed class PermutationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Products_SatisfiedCircuit_Agree(int seed)
    {
        using MegaCircuitBuilder builder = SampleCircuits.Random(seed);
        using MegaInstance instance = MegaInstance.Create(builder);
        FillRecords(instance, Fr.Random());

        Assert.Null(builder.Failure);
        Assert.True(ProductsAgree(instance));
    }

    [Theory]
    [InlineData(MegaColumn.WL)]
    [InlineData(MegaColumn.WR)]
    [InlineData(MegaColumn.WO)]
    [InlineData(MegaColumn.W4)]
    public void Products_AnyCellOfAWireAltered_Differ(MegaColumn wire)
    {
        using MegaCircuitBuilder builder = SampleCircuits.Random(4);
        using MegaInstance instance = MegaInstance.Create(builder);
        FillRecords(instance, Fr.Random());
        for (int row = 1; row < instance.Layout.ActiveRowCount; row += instance.Layout.ActiveRowCount / 10)
        {
            if (IsLoneCell(instance, wire, row))
            {
                continue;
            }

            instance[wire].At(row) += Fr.One;
            Assert.False(ProductsAgree(instance), $"{wire}, row {row}");
            instance[wire].At(row) -= Fr.One;
        }
    }

    [Fact]
    public void Populate_EveryRow_NamesOfUntaggedClassesAreAPermutation()
    {
        using MegaCircuitBuilder builder = SampleCircuits.Random(5);
        using MegaInstance instance = MegaInstance.Create(builder);
        Fr[] ids = [.. Names(instance, MegaColumn.Id1)];

        // Every cell but the first of its class is named by itself.
        Assert.All(ids.Index().Where(cell => cell.Item.ToInteger().L0 < 4UL << 28), cell => Assert.Equal(
            ((ulong)(cell.Index % 4) << 28) + (ulong)(cell.Index / 4) + 1, cell.Item.ToInteger().L0));
    }

    /// <summary>A class of one untagged cell: altering it violates no copy constraint.</summary>
    private static bool IsLoneCell(MegaInstance instance, MegaColumn wire, int row)
    {
        int column = wire - MegaColumn.WL;
        return instance[MegaColumn.Id1 + column][row] == instance[MegaColumn.Sigma1 + column][row];
    }

    private static IEnumerable<Fr> Names(MegaInstance instance, MegaColumn first)
    {
        for (int row = 1; row < instance.Layout.ActiveRowCount; row++)
        {
            for (int wire = 0; wire < 4; wire++)
            {
                yield return instance[first + wire][row];
            }
        }
    }

    private static void FillRecords(MegaInstance instance, Fr eta)
    {
        foreach (MemoryRecordRow record in instance.MemoryRecordRows)
        {
            Fr value = instance[MegaColumn.WL][record.Row] * eta;
            value += instance[MegaColumn.WR][record.Row] * eta * eta;
            value += instance[MegaColumn.WO][record.Row] * eta * eta * eta;
            instance[MegaColumn.W4].At(record.Row) = value + (record.IsWrite ? Fr.One : Fr.Zero);
        }
    }

    private static bool ProductsAgree(MegaInstance instance)
    {
        Fr beta = Fr.Random();
        Fr gamma = Fr.Random();
        Fr left = Fr.One;
        Fr right = Fr.One;
        for (int row = 0; row < instance.CircuitSize; row++)
        {
            for (int wire = 0; wire < 4; wire++)
            {
                Fr value = instance[MegaColumn.WL + wire][row] + gamma;
                left *= value + (beta * instance[MegaColumn.Id1 + wire][row]);
                right *= value + (beta * instance[MegaColumn.Sigma1 + wire][row]);
            }
        }

        for (int i = 0; i < instance.PublicInputCount; i++)
        {
            Fr row = Fr.FromUInt64((ulong)(instance.PublicInputOffset + i));
            Fr value = instance.PublicInputs[i] + gamma;
            left *= value - (beta * (row + Fr.One));
            right *= value + (beta * (row + Fr.FromUInt64(1UL << 28)));
        }

        return left == right;
    }
}
