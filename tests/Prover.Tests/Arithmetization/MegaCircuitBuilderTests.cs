using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>Variables, gates and their order, and what building notices of a wrong witness.</summary>
public sealed class MegaCircuitBuilderTests
{
    [Fact]
    public void Constructor_NoWitness_ZeroIsVariableZeroAndThreeConstantsFollow()
    {
        using MegaCircuitBuilder builder = new();

        Assert.Equal(0u, builder.ZeroVariable);
        Assert.Equal(4, builder.GateCount);
        Assert.Equal(8UL, builder.ValueOf(builder.AddOpCodeVariable).ToInteger().L0);
        Assert.Equal(4UL, builder.ValueOf(builder.MultiplyOpCodeVariable).ToInteger().L0);
        Assert.Equal(3UL, builder.ValueOf(builder.EqualityOpCodeVariable).ToInteger().L0);
    }

    [Fact]
    public void Constructor_PublicInputBeyondWitness_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MegaCircuitBuilder(new Fr[2], [2]));

    [Fact]
    public void PutConstant_SameValueTwice_OneVariableAndOneGate()
    {
        using MegaCircuitBuilder builder = new();
        uint first = builder.PutConstant(77);
        int gates = builder.GateCount;

        Assert.Equal(first, builder.PutConstant(77));
        Assert.Equal(builder.EqualityOpCodeVariable, builder.PutConstant(3));
        Assert.Equal(gates, builder.GateCount);
    }

    [Fact]
    public void AssertEqual_Chain_KeepsTheFirstRepresentative()
    {
        using MegaCircuitBuilder builder = new(new Fr[6], []);
        builder.AssertEqual(2, 3);
        builder.AssertEqual(4, 5);
        builder.AssertEqual(5, 3);

        Assert.All((uint[])[2, 3, 4, 5], variable => Assert.Equal(4u, builder.RealIndexOf(variable)));
        Assert.Equal(1u, builder.RealIndexOf(1));
    }

    [Fact]
    public void Failure_EachKindOfViolation_IsNoticed()
    {
        AssertFails(builder => builder.AssertEqual(1, 2));
        AssertFails(builder => builder.FixWitness(1, Fr.Zero));
        AssertFails(builder => builder.ConstrainBits(2, 3));
        AssertFails(builder => builder.ConstrainBits(3, 64));
        AssertFails(builder => builder.AddLookup(BitwiseTables.Xor32, 3, 1));
        AssertFails(builder =>
        {
            int rom = builder.AddRom(1);
            builder.SetRom(rom, 0, 1);
            builder.ReadRom(rom, 1);
        });
        AssertFails(builder =>
        {
            builder.FillBus(BusColumn.ReturnData, [1]);
            builder.ReadBus(BusColumn.ReturnData, 1);
        });

        static void AssertFails(Action<MegaCircuitBuilder> action)
        {
            Fr[] witness = [Fr.Zero, Fr.One, Fr.FromUInt64(8), -Fr.One];
            using MegaCircuitBuilder builder = new(witness, []);
            action(builder);
            Assert.NotNull(builder.Failure);
            builder.FinalizeCircuit();
        }
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1 + 1, 1)]
    [InlineData(14, 1 + 1366, 1)]
    [InlineData(28, 1 + 1366, 2)]
    [InlineData(43, 2 + 1366 + 1, 4)]
    public void ConstrainBits_OneVariable_AddsGatesAndLists(int bits, int gates, int limbs)
    {
        using MegaCircuitBuilder builder = new(new Fr[1], []);
        int before = builder.GateCount;
        builder.ConstrainBits(0, bits);

        Assert.Equal(gates, builder.GateCount - before);
        Assert.Equal(limbs, CountLimbs(builder, bits));
    }

    [Fact]
    public void AddGate_AfterFinalize_Throws()
    {
        using MegaCircuitBuilder builder = new();
        builder.FinalizeCircuit();
        builder.FinalizeCircuit();

        Assert.Throws<InvalidOperationException>(() => builder.AddBoolGate(0));
    }

    [Fact]
    public void SetRom_SameCellTwice_Throws()
    {
        using MegaCircuitBuilder builder = new();
        int rom = builder.AddRom(2);
        builder.SetRom(rom, 0, 0);

        Assert.Throws<InvalidOperationException>(() => builder.SetRom(rom, 0, 0));
        Assert.Throws<InvalidOperationException>(builder.FinalizeCircuit);
    }

    [Fact]
    public void Memory_CellNeverSet_Throws()
    {
        using MegaCircuitBuilder builder = new();
        int ram = builder.AddRam(2);
        builder.InitializeRam(ram, 0, 0);
        uint one = builder.PutConstant(1);

        Assert.Throws<InvalidOperationException>(() => builder.ReadRam(ram, one));
        Assert.Throws<InvalidOperationException>(() => builder.WriteRam(ram, one, 0));
        Assert.Throws<InvalidOperationException>(() => builder.InitializeRam(ram, 0, 0));
        Assert.Throws<InvalidOperationException>(builder.FinalizeCircuit);
        using MegaCircuitBuilder second = new();
        int rom = second.AddRom(2);
        second.SetRom(rom, 0, 0);
        Assert.Throws<InvalidOperationException>(() => second.ReadRom(rom, second.PutConstant(1)));
    }

    [Fact]
    public void AddLookup_Xor32_FirstRowHoldsWholeWordsAndStepsAreSlices()
    {
        using MegaCircuitBuilder builder = new([Fr.FromUInt64(0xdeadbeef), Fr.FromUInt64(0x12345678)], []);
        LookupVariables lookup = builder.AddLookup(BitwiseTables.Xor32, 0, 1);

        Assert.Equal(6, builder.Block(MegaBlockKind.Lookup).RowCount);
        Assert.Equal(0xdeadbeefUL ^ 0x12345678UL, builder.ValueOf(lookup.Column3[0]).ToInteger().L0);
        Assert.Equal((0xdeadbeefUL ^ 0x12345678UL) >> 30, builder.ValueOf(lookup.Column3[5]).ToInteger().L0);
        Assert.Equal([1, 2], builder.Tables.Select(table => table.Index));
        Assert.Equal(6u, (uint)builder.Tables.Sum(table => table.ReadCounts.Sum(count => count)));
        Assert.Equal(4096 + 16, builder.TableRowCount);
    }

    [Fact]
    public void EllipticGates_ResultFeedsNext_ShareTheRow()
    {
        using MegaCircuitBuilder builder = new(new Fr[12], []);
        builder.AddEllipticAddition((0, 1), (2, 3), (4, 5));
        builder.AddEllipticDoubling((4, 5), (6, 7));
        builder.AddEllipticAddition((8, 9), (2, 3), (10, 11), subtract: true);

        Assert.Equal(3 + 2, builder.Block(MegaBlockKind.Elliptic).RowCount);
        Assert.Equal(new WireRow(2, 4, 5, 3), builder.Block(MegaBlockKind.Elliptic).Wires[1]);
        using MegaInstance instance = MegaInstance.Create(builder);
        int row = instance.Layout.OffsetOf(MegaBlockKind.Elliptic);
        Assert.Equal([Fr.One, Fr.One, Fr.Zero, Fr.One, Fr.Zero], Rows(instance, MegaColumn.QElliptic, row, 5));
        Assert.Equal([Fr.Zero, Fr.One, Fr.Zero, Fr.Zero, Fr.Zero], Rows(instance, MegaColumn.QM, row, 5));
        Assert.Equal([Fr.One, Fr.Zero, Fr.Zero, -Fr.One, Fr.Zero], Rows(instance, MegaColumn.QL, row, 5));
    }

    [Fact]
    public void AddEccOp_OneOperation_ColumnsPrecedeTheWiresByOneRow()
    {
        using MegaCircuitBuilder builder = new();
        Fr[] parts = [.. Enumerable.Range(10, 6).Select(i => Fr.FromUInt64((ulong)i))];
        builder.AddEccOp(builder.AddOpCodeVariable, (parts[0], parts[1]), (parts[2], parts[3]), (parts[4], parts[5]));
        using MegaInstance instance = MegaInstance.Create(builder);

        Assert.Equal([Fr.One, Fr.One, Fr.Zero], Rows(instance, MegaColumn.LagrangeEccOp, 0, 3));
        Assert.Equal([Fr.FromUInt64(8), Fr.Zero, Fr.Zero], Rows(instance, MegaColumn.EccOpWire1, 0, 3));
        Assert.Equal([parts[0], parts[3], Fr.Zero], Rows(instance, MegaColumn.EccOpWire2, 0, 3));
        Assert.Equal([parts[1], parts[4], Fr.Zero], Rows(instance, MegaColumn.EccOpWire3, 0, 3));
        Assert.Equal([parts[2], parts[5], Fr.Zero], Rows(instance, MegaColumn.EccOpWire4, 0, 3));
        Assert.Equal(instance[MegaColumn.WR][1], instance[MegaColumn.EccOpWire2][0]);
    }

    [Fact]
    public void FillBus_Twice_Throws()
    {
        using MegaCircuitBuilder builder = new();
        builder.FillBus(BusColumn.ReturnData, [0]);

        Assert.Throws<InvalidOperationException>(() => builder.FillBus(BusColumn.ReturnData, [0]));
    }

    private static Fr[] Rows(MegaInstance instance, MegaColumn column, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(row => instance[column][row])];

    /// <summary>Limbs of the value that are members of some range list: those that are not multiples of 3 put there by the list.</summary>
    private static int CountLimbs(MegaCircuitBuilder builder, int bits)
    {
        int own = 0;
        HashSet<uint> seen = [];
        for (uint i = 0; i < builder.VariableCount; i++)
        {
            own += builder.TagOf(i) != 0 && seen.Add(builder.RealIndexOf(i)) ? 1 : 0;
        }

        int last = bits % 14;
        ulong[] bounds = bits == 1 ? [] : bits < 14 ? [(1UL << bits) - 1] : last == 0 ? [16383] : [16383, (1UL << last) - 1];
        return own - bounds.Sum(bound => (int)(bound / 3) + 2);
    }
}
