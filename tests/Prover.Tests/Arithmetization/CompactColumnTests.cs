using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Polynomials;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>Which columns of an instance take full buffers.</summary>
public sealed class CompactColumnTests
{
    [Fact]
    public void Allocate_ColumnsOfSmallOrFewValues_TakeNoFullBuffer()
    {
        using MegaCircuitBuilder builder = SampleCircuits.Random(6);
        using MegaInstance instance = MegaInstance.Create(builder);
        for (MegaColumn column = MegaColumn.Sigma1; column < MegaColumn.WL; column++)
        {
            Assert.True(instance[column].IsEmpty || instance[column].IsCompact, column.ToString());
        }

        for (MegaColumn column = MegaColumn.Sigma1; column <= MegaColumn.Id4; column++)
        {
            Assert.IsType<IntegerRows<int>>(instance[column].Compact);
        }

        Assert.IsType<ConstantRows>(instance[MegaColumn.LagrangeFirst].Compact);
        Assert.IsType<ConstantRows>(instance[MegaColumn.ReturnDataIndicator].Compact);
        Assert.IsType<PaletteRows>(instance[MegaColumn.QArith].Compact, exactMatch: false);
        Assert.IsType<IntegerRows<sbyte>>(instance[MegaColumn.LookupReadTags].Compact);
        Assert.False(instance[MegaColumn.W4].IsCompact);
    }

    [Fact]
    public void Allocate_PublicInputs_HaveNegativeNames()
    {
        using MegaCircuitBuilder builder = SampleCircuits.Random(7);
        using MegaInstance instance = MegaInstance.Create(builder);
        Assert.NotEqual(0, instance.PublicInputCount);
        for (int i = 0; i < instance.PublicInputCount; i++)
        {
            int row = instance.PublicInputOffset + i;
            Assert.Equal(-Fr.FromInt(row + 1), instance[MegaColumn.Sigma1][row]);
        }
    }

    [Fact]
    public void Allocate_TablesOfWideValues_AreStoredFull()
    {
        WideTable wide = new();
        Assert.Equal([8, 40, 254], Enumerable.Range(0, 3).Select(wide.BitsOf));
        using MegaCircuitBuilder builder = new();
        uint key = builder.AddVariable(Fr.FromUInt64(200));
        builder.AddLookup(new MultiTable([new TableSlice(wide, 256, Fr.Zero, Fr.Zero, Fr.Zero)]), key);
        using MegaInstance instance = MegaInstance.Create(builder);
        Assert.IsType<IntegerRows<int>>(instance[MegaColumn.Table1].Compact);
        Assert.IsType<IntegerRows<long>>(instance[MegaColumn.Table2].Compact);
        Assert.False(instance[MegaColumn.Table3].IsCompact);
        for (int row = 0; row < wide.RowCount; row++)
        {
            TableEntry entry = wide.EntryAt(row);
            int at = instance.Layout.TableOffset + row;
            Assert.Equal(
                [entry.Column1, entry.Column2, entry.Column3, Fr.One],
                Enumerable.Range(0, 4).Select(k => instance[MegaColumn.Table1 + k][at]));
        }
    }

    /// <summary>(i, i 2^32, -i).</summary>
    private sealed class WideTable() : BasicTable("wide", 256)
    {
        public override bool Contains(ulong key1, ulong key2) => key1 < 256;

        public override TableEntry EntryOf(ulong key1, ulong key2) => EntryAt((int)key1);

        public override TableEntry EntryAt(int row) =>
            new(row, Fr.FromInt(row), Fr.FromUInt64((ulong)row << 32), -Fr.FromInt(row));
    }
}
