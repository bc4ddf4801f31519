namespace Chonk.Prover.Arithmetization;

/// <content>Which column belongs to which gate or databus column.</content>
public sealed partial class MegaInstance
{
    private static ReadOnlySpan<MegaColumn> SelectorColumns =>
    [
        MegaColumn.QM, MegaColumn.QL, MegaColumn.QR, MegaColumn.QO, MegaColumn.Q4, MegaColumn.QC, MegaColumn.Q5,
        MegaColumn.QLookup, MegaColumn.QArith, MegaColumn.QDeltaRange, MegaColumn.QElliptic, MegaColumn.QMemory, MegaColumn.QNnf,
        MegaColumn.QBusread, MegaColumn.QPoseidon2External, MegaColumn.QPoseidon2ExternalInitial, MegaColumn.QPoseidon2QuadInternal,
        MegaColumn.QPoseidon2QuadInternalTerminal, MegaColumn.QPoseidon2TransitionEntry,
    ];

    /// <summary>The indicator of a databus column: 1 on its rows.</summary>
    public static MegaColumn IndicatorOf(BusColumn bus) => bus switch
    {
        BusColumn.KernelCalldata => MegaColumn.KernelCalldataIndicator,
        BusColumn.FirstAppCalldata => MegaColumn.FirstAppCalldataIndicator,
        BusColumn.SecondAppCalldata => MegaColumn.SecondAppCalldataIndicator,
        BusColumn.ThirdAppCalldata => MegaColumn.ThirdAppCalldataIndicator,
        _ => MegaColumn.ReturnDataIndicator,
    };

    /// <summary>The values of a databus column.</summary>
    public static MegaColumn ValuesOf(BusColumn bus) => MegaColumn.KernelCalldata + (3 * (int)bus);

    /// <summary>The read counts of a databus column.</summary>
    public static MegaColumn ReadCountsOf(BusColumn bus) => ValuesOf(bus) + 1;

    /// <summary>The inverses of a databus column.</summary>
    public static MegaColumn InversesOf(BusColumn bus) => ValuesOf(bus) + 2;

    /// <summary>The gate selector that a gate byte stands for; only <c>q_arith</c> takes other values than 1.</summary>
    private static MegaColumn GateColumn(MegaBlockKind kind, uint gate) => kind switch
    {
        MegaBlockKind.Lookup => MegaColumn.QLookup,
        MegaBlockKind.Arithmetic => MegaColumn.QArith,
        MegaBlockKind.DeltaRange => MegaColumn.QDeltaRange,
        MegaBlockKind.Elliptic => MegaColumn.QElliptic,
        MegaBlockKind.Memory => MegaColumn.QMemory,
        MegaBlockKind.NonNativeField => MegaColumn.QNnf,
        MegaBlockKind.BusRead => MegaColumn.QBusread,
        MegaBlockKind.Poseidon2External => (Poseidon2ExternalGate)gate == Poseidon2ExternalGate.Round
            ? MegaColumn.QPoseidon2External
            : MegaColumn.QPoseidon2ExternalInitial,
        MegaBlockKind.Poseidon2QuadInternal => (Poseidon2InternalGate)gate switch
        {
            Poseidon2InternalGate.Quad => MegaColumn.QPoseidon2QuadInternal,
            Poseidon2InternalGate.Terminal => MegaColumn.QPoseidon2QuadInternalTerminal,
            _ => MegaColumn.QPoseidon2TransitionEntry,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The block has no gate selector."),
    };
}
