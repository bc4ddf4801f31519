using Chonk.Prover.Arithmetization;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>The rows and the key of the reference flow's smallest circuit.</summary>
public sealed class MockAppTests
{
    private const uint Zero = 41;

    [Fact]
    public void Layout_MockApp_BlocksFollowEachOtherFromRowOne()
    {
        using MegaCircuitBuilder builder = MockAppCircuit.Build();
        builder.FinalizeCircuit();
        MegaTraceLayout layout = new(builder);

        Assert.Equal((1, 9), (layout.OffsetOf(MegaBlockKind.PublicInputs), layout.EndOf(MegaBlockKind.PublicInputs)));
        Assert.Equal((9, 30), (layout.OffsetOf(MegaBlockKind.Arithmetic), layout.EndOf(MegaBlockKind.Arithmetic)));
        Assert.Equal((30, 34), (layout.OffsetOf(MegaBlockKind.BusRead), layout.EndOf(MegaBlockKind.BusRead)));
        Assert.Equal((34, 122), (layout.OffsetOf(MegaBlockKind.Poseidon2External), layout.EndOf(MegaBlockKind.Poseidon2External)));
        Assert.Equal((122, 250), (layout.OffsetOf(MegaBlockKind.Poseidon2QuadInternal), layout.EndOf(MegaBlockKind.Poseidon2QuadInternal)));
        Assert.Equal((250, 8), (layout.ActiveRowCount, layout.LogSize));
    }

    [Fact]
    public void ArithmeticRows_MockApp_AreTheReferenceProvers()
    {
        using MegaCircuitBuilder builder = MockAppCircuit.Build();
        builder.FinalizeCircuit();
        ReadOnlySpan<WireRow> rows = builder.Block(MegaBlockKind.Arithmetic).Wires;

        // The row that fixes zero has variable 0, not zero, on its unused wires; the constants 8, 4, 3 follow, and zeros of the PIs are last.
        Assert.Equal(new WireRow(Zero, 0, 0, 0), rows[0]);
        Assert.Equal(new WireRow(Zero + 1, Zero, Zero, Zero), rows[1]);
        Assert.Equal(new WireRow(Constant(builder, 3), Zero, Zero, Zero), rows[3]);
        Assert.Equal(new WireRow(6, Zero, Zero, Zero), rows[4]);
        Assert.Equal(new WireRow(2, 21, Zero, Zero), rows[7]);
        Assert.Equal(new WireRow(5, Zero, Zero, Zero), rows[10]);
        Assert.Equal(new WireRow(Constant(builder, 1), Zero, Zero, Zero), rows[11]);
        Assert.Equal(new WireRow(Constant(builder, 2), Zero, Zero, Zero), rows[12]);
        for (int i = 0; i < 8; i++)
        {
            uint input = builder.PublicInputs[i];
            Assert.Equal(new WireRow(input, Zero, Zero, Zero), rows[13 + i]);
            Assert.Equal(new WireRow(input, input, Zero, Zero), builder.Block(MegaBlockKind.PublicInputs).Wires[i]);
        }

        // The index of the fourth databus read is the cached op code 3, that of the first is zero.
        ReadOnlySpan<WireRow> reads = builder.Block(MegaBlockKind.BusRead).Wires;
        Assert.Equal(new WireRow(2, Zero, Zero, Zero), reads[0]);
        Assert.Equal(new WireRow(5, builder.EqualityOpCodeVariable, Zero, Zero), reads[3]);
    }

    [SharedFact]
    public void Key_MockApp_EqualsTheReferenceProvers()
    {
        FlowFile file = FlowFile.Read(Path.Combine(RepositoryRoot.Shared!, "flows", "mock", "ivc-inputs.msgpack"));
        Assert.True(VerificationKey.TryRead(file.Circuits[0].VerificationKey.Span, out VerificationKey? expected, out string? reason), reason);

        using MegaCircuitBuilder builder = MockAppCircuit.Build();
        using MegaInstance instance = MegaInstance.Create(builder);
        VerificationKey actual = TrapdoorCommitments.KeyOf(instance);

        Assert.Equal(string.Empty, TrapdoorCommitments.Differences(expected!, actual));
        Assert.Equal(file.Circuits[0].VerificationKey.ToArray(), actual.ToBytes());
    }

    private static uint Constant(MegaCircuitBuilder builder, ulong value)
    {
        int before = builder.VariableCount;
        uint index = builder.PutConstant(value);
        Assert.Equal(before, builder.VariableCount);
        return index;
    }
}
