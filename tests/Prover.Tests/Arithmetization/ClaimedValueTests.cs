using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>
/// Witnesses that claim another value than a table, a memory or a list allows. The claim stands everywhere the prover can put it (in the
/// access and in its sorted copy alike), so only the argument's own relations can refuse it; what the building notices is not asked.
/// </summary>
public sealed class ClaimedValueTests
{
    private static readonly Fr Claim = Fr.FromUInt64(99);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Rom_ReadOfAnotherValue_IsRefused(int index) => AssertRefused("memory", (builder, claim) =>
    {
        int rom = builder.AddRom(4);
        for (int i = 0; i < 4; i++)
        {
            builder.SetRom(rom, i, (uint)i);
        }

        uint read = builder.ReadRom(rom, builder.PutConstant((ulong)index));
        Claimed(builder, claim, read);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rom_ReadOfAPairWithAnotherHalf_IsRefused(bool first) => AssertRefused("memory", (builder, claim) =>
    {
        int rom = builder.AddRom(2);
        builder.SetRomPair(rom, 0, 1, 2);
        builder.SetRomPair(rom, 1, 3, 4);
        (uint value1, uint value2) = builder.ReadRomPair(rom, builder.PutConstant(1));
        Claimed(builder, claim, first ? value1 : value2);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Ram_ReadOfAnotherValue_IsRefused(int index) => AssertRefused("memory", (builder, claim) =>
    {
        int ram = builder.AddRam(3);
        for (int i = 0; i < 3; i++)
        {
            builder.InitializeRam(ram, i, (uint)i);
        }

        builder.WriteRam(ram, builder.PutConstant(1), 4);
        Claimed(builder, claim, builder.ReadRam(ram, builder.PutConstant((ulong)index)));
        builder.WriteRam(ram, builder.PutConstant((ulong)index), 5);
    });

    /// <summary>The value that was there before the write.</summary>
    [Fact]
    public void Ram_ReadOfAnOverwrittenValue_IsRefused() => AssertRefused("memory", static (builder, _) =>
    {
        int ram = builder.AddRam(1);
        builder.InitializeRam(ram, 0, 1);
        builder.WriteRam(ram, builder.ZeroVariable, 2);
        uint read = builder.ReadRam(ram, builder.ZeroVariable);
        builder.AssertEqual(1, read);
        builder.WriteRam(ram, builder.ZeroVariable, 3);
    });

    [Theory]
    [InlineData(BusColumn.KernelCalldata)]
    [InlineData(BusColumn.FirstAppCalldata)]
    [InlineData(BusColumn.SecondAppCalldata)]
    [InlineData(BusColumn.ThirdAppCalldata)]
    [InlineData(BusColumn.ReturnData)]
    public void Databus_ReadOfAnotherValue_IsRefused(BusColumn column) => AssertRefused("databus lookup", (builder, claim) =>
    {
        builder.FillBus(column, [1, 2, 3]);
        Claimed(builder, claim, builder.ReadBus(column, builder.PutConstant(2)));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public void Lookup_OfAnotherResult_IsRefused(int slice) => AssertRefused("log-derivative lookup", (builder, claim) =>
    {
        LookupVariables lookup = builder.AddLookup(BitwiseTables.Xor32, 4, 5);
        Claimed(builder, claim, lookup.Column3[slice]);
    });

    /// <summary>A narrower bound after a wider one, a wider one after a narrower, and the bound itself.</summary>
    [Theory]
    [InlineData(new[] { 14, 2 }, 4)]
    [InlineData(new[] { 2, 14 }, 4)]
    [InlineData(new[] { 14, 8, 2 }, 200)]
    [InlineData(new[] { 8, 2, 14 }, 4)]
    [InlineData(new[] { 3, 3 }, 8)]
    public void ConstrainBits_SeveralBoundsOfOneVariable_TheNarrowestHolds(int[] widths, int value)
    {
        ulong largest = (1UL << widths.Min()) - 1;
        foreach (ulong tried in new[] { largest, (ulong)value })
        {
            using MegaCircuitBuilder builder = new([Fr.FromUInt64(tried)], []);
            foreach (int bits in widths)
            {
                builder.ConstrainBits(0, bits);
            }

            Assert.Equal(tried <= largest, builder.Failure is null);
            Assert.Equal(tried <= largest, CircuitSatisfaction.FindRelationViolation(builder) is null);
        }
    }

    [Fact]
    public void ConstrainToList_ValueAboveTheBound_IsNoticedAndRefused()
    {
        using MegaCircuitBuilder builder = new([Fr.FromUInt64(6)], []);
        builder.AddGate(new(0, 0, builder.ZeroVariable, builder.ZeroVariable));
        builder.ConstrainToList(0, 5);
        Assert.Equal("A value exceeds 5.", builder.Failure);
        Assert.NotNull(CircuitSatisfaction.FindRelationViolation(builder));
    }

    /// <summary>A list holds one entry per class of equal variables; members of two lists cannot be made equal.</summary>
    [Fact]
    public void AssertEqual_MembersOfLists_AreOneEntryOrRefused()
    {
        using MegaCircuitBuilder same = new([Fr.FromUInt64(7), Fr.FromUInt64(7), Fr.FromUInt64(7)], []);
        same.ConstrainBits(0, 4);
        same.ConstrainBits(1, 4);
        same.AssertEqual(0, 1);
        same.AssertEqual(2, 0);
        Assert.Equal(same.TagOf(0), same.TagOf(2));
        Assert.NotEqual(0u, same.TagOf(2));
        Assert.Null(CircuitSatisfaction.FindViolation(same));

        using MegaCircuitBuilder two = new([Fr.FromUInt64(7), Fr.FromUInt64(7)], []);
        two.ConstrainBits(0, 4);
        two.ConstrainBits(1, 5);
        two.AssertEqual(0, 1);
        Assert.Equal("Equal variables belong to different multisets.", two.Failure);
    }

    /// <summary>The claim's variable comes first, so that its value is the one of the class.</summary>
    private static void Claimed(MegaCircuitBuilder builder, uint claim, uint variable) => builder.AssertEqual(claim, variable);

    private static void AssertRefused(string relation, Action<MegaCircuitBuilder, uint> build)
    {
        using MegaCircuitBuilder builder = new([.. Enumerable.Range(10, 6).Select(i => Fr.FromInt(i))], []);
        build(builder, builder.AddVariable(Claim));
        Assert.NotNull(builder.Failure);
        RelationViolation? violation = CircuitSatisfaction.FindRelationViolation(builder);
        Assert.NotNull(violation);
        Assert.StartsWith(relation, violation.Relation, StringComparison.Ordinal);
    }
}
