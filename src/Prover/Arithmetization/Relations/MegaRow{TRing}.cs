using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>
/// The columns of one row of a Mega trace by name, a view of elements stored in the order of <see cref="MegaColumn"/>. Reading a column
/// copies nothing.
/// </summary>
/// <typeparam name="TRing">The ring of the values.</typeparam>
public readonly ref struct MegaRow<TRing>
    where TRing : struct, IRing<TRing>
{
    private readonly ref readonly TRing first;

    /// <summary>Views <see cref="MegaColumns.Count"/> elements as a row.</summary>
    /// <param name="values">The columns in order; longer spans are allowed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MegaRow(ReadOnlySpan<TRing> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, MegaColumns.Count, nameof(values));
        first = ref MemoryMarshal.GetReference(values);
    }

    /// <summary><c>sigma_1</c>.</summary>
    public ref readonly TRing Sigma1 => ref this[MegaColumn.Sigma1];

    /// <summary><c>sigma_2</c>.</summary>
    public ref readonly TRing Sigma2 => ref this[MegaColumn.Sigma2];

    /// <summary><c>sigma_3</c>.</summary>
    public ref readonly TRing Sigma3 => ref this[MegaColumn.Sigma3];

    /// <summary><c>sigma_4</c>.</summary>
    public ref readonly TRing Sigma4 => ref this[MegaColumn.Sigma4];

    /// <summary><c>id_1</c>.</summary>
    public ref readonly TRing Id1 => ref this[MegaColumn.Id1];

    /// <summary><c>id_2</c>.</summary>
    public ref readonly TRing Id2 => ref this[MegaColumn.Id2];

    /// <summary><c>id_3</c>.</summary>
    public ref readonly TRing Id3 => ref this[MegaColumn.Id3];

    /// <summary><c>id_4</c>.</summary>
    public ref readonly TRing Id4 => ref this[MegaColumn.Id4];

    /// <summary><c>lagrange_first</c>.</summary>
    public ref readonly TRing LagrangeFirst => ref this[MegaColumn.LagrangeFirst];

    /// <summary><c>lagrange_last</c>.</summary>
    public ref readonly TRing LagrangeLast => ref this[MegaColumn.LagrangeLast];

    /// <summary><c>q_lookup</c>.</summary>
    public ref readonly TRing QLookup => ref this[MegaColumn.QLookup];

    /// <summary><c>table_1</c>.</summary>
    public ref readonly TRing Table1 => ref this[MegaColumn.Table1];

    /// <summary><c>table_2</c>.</summary>
    public ref readonly TRing Table2 => ref this[MegaColumn.Table2];

    /// <summary><c>table_3</c>.</summary>
    public ref readonly TRing Table3 => ref this[MegaColumn.Table3];

    /// <summary><c>table_4</c>.</summary>
    public ref readonly TRing Table4 => ref this[MegaColumn.Table4];

    /// <summary><c>q_m</c>.</summary>
    public ref readonly TRing QM => ref this[MegaColumn.QM];

    /// <summary><c>q_r</c>.</summary>
    public ref readonly TRing QR => ref this[MegaColumn.QR];

    /// <summary><c>q_o</c>.</summary>
    public ref readonly TRing QO => ref this[MegaColumn.QO];

    /// <summary><c>q_c</c>.</summary>
    public ref readonly TRing QC => ref this[MegaColumn.QC];

    /// <summary><c>q_l</c>.</summary>
    public ref readonly TRing QL => ref this[MegaColumn.QL];

    /// <summary><c>q_4</c>.</summary>
    public ref readonly TRing Q4 => ref this[MegaColumn.Q4];

    /// <summary><c>q_arith</c>.</summary>
    public ref readonly TRing QArith => ref this[MegaColumn.QArith];

    /// <summary><c>q_delta_range</c>.</summary>
    public ref readonly TRing QDeltaRange => ref this[MegaColumn.QDeltaRange];

    /// <summary><c>q_elliptic</c>.</summary>
    public ref readonly TRing QElliptic => ref this[MegaColumn.QElliptic];

    /// <summary><c>q_memory</c>.</summary>
    public ref readonly TRing QMemory => ref this[MegaColumn.QMemory];

    /// <summary><c>q_nnf</c>.</summary>
    public ref readonly TRing QNnf => ref this[MegaColumn.QNnf];

    /// <summary><c>lagrange_ecc_op</c>.</summary>
    public ref readonly TRing LagrangeEccOp => ref this[MegaColumn.LagrangeEccOp];

    /// <summary><c>q_busread</c>.</summary>
    public ref readonly TRing QBusread => ref this[MegaColumn.QBusread];

    /// <summary><c>kernel_calldata_indicator</c>.</summary>
    public ref readonly TRing KernelCalldataIndicator => ref this[MegaColumn.KernelCalldataIndicator];

    /// <summary><c>databus_id</c>.</summary>
    public ref readonly TRing DatabusId => ref this[MegaColumn.DatabusId];

    /// <summary><c>first_app_calldata_indicator</c>.</summary>
    public ref readonly TRing FirstAppCalldataIndicator => ref this[MegaColumn.FirstAppCalldataIndicator];

    /// <summary><c>second_app_calldata_indicator</c>.</summary>
    public ref readonly TRing SecondAppCalldataIndicator => ref this[MegaColumn.SecondAppCalldataIndicator];

    /// <summary><c>third_app_calldata_indicator</c>.</summary>
    public ref readonly TRing ThirdAppCalldataIndicator => ref this[MegaColumn.ThirdAppCalldataIndicator];

    /// <summary><c>return_data_indicator</c>.</summary>
    public ref readonly TRing ReturnDataIndicator => ref this[MegaColumn.ReturnDataIndicator];

    /// <summary><c>q_poseidon2_external</c>.</summary>
    public ref readonly TRing QPoseidon2External => ref this[MegaColumn.QPoseidon2External];

    /// <summary><c>q_poseidon2_external_initial</c>.</summary>
    public ref readonly TRing QPoseidon2ExternalInitial => ref this[MegaColumn.QPoseidon2ExternalInitial];

    /// <summary><c>q_poseidon2_quad_internal</c>.</summary>
    public ref readonly TRing QPoseidon2QuadInternal => ref this[MegaColumn.QPoseidon2QuadInternal];

    /// <summary><c>q_5</c>.</summary>
    public ref readonly TRing Q5 => ref this[MegaColumn.Q5];

    /// <summary><c>q_poseidon2_quad_internal_terminal</c>.</summary>
    public ref readonly TRing QPoseidon2QuadInternalTerminal => ref this[MegaColumn.QPoseidon2QuadInternalTerminal];

    /// <summary><c>q_poseidon2_transition_entry</c>.</summary>
    public ref readonly TRing QPoseidon2TransitionEntry => ref this[MegaColumn.QPoseidon2TransitionEntry];

    /// <summary><c>w_l</c>.</summary>
    public ref readonly TRing WL => ref this[MegaColumn.WL];

    /// <summary><c>w_r</c>.</summary>
    public ref readonly TRing WR => ref this[MegaColumn.WR];

    /// <summary><c>w_o</c>.</summary>
    public ref readonly TRing WO => ref this[MegaColumn.WO];

    /// <summary><c>w_4</c>.</summary>
    public ref readonly TRing W4 => ref this[MegaColumn.W4];

    /// <summary><c>z_perm</c>.</summary>
    public ref readonly TRing ZPerm => ref this[MegaColumn.ZPerm];

    /// <summary><c>lookup_inverses</c>.</summary>
    public ref readonly TRing LookupInverses => ref this[MegaColumn.LookupInverses];

    /// <summary><c>lookup_read_counts</c>.</summary>
    public ref readonly TRing LookupReadCounts => ref this[MegaColumn.LookupReadCounts];

    /// <summary><c>lookup_read_tags</c>.</summary>
    public ref readonly TRing LookupReadTags => ref this[MegaColumn.LookupReadTags];

    /// <summary><c>ecc_op_wire_1</c>.</summary>
    public ref readonly TRing EccOpWire1 => ref this[MegaColumn.EccOpWire1];

    /// <summary><c>ecc_op_wire_2</c>.</summary>
    public ref readonly TRing EccOpWire2 => ref this[MegaColumn.EccOpWire2];

    /// <summary><c>ecc_op_wire_3</c>.</summary>
    public ref readonly TRing EccOpWire3 => ref this[MegaColumn.EccOpWire3];

    /// <summary><c>ecc_op_wire_4</c>.</summary>
    public ref readonly TRing EccOpWire4 => ref this[MegaColumn.EccOpWire4];

    /// <summary><c>kernel_calldata</c>.</summary>
    public ref readonly TRing KernelCalldata => ref this[MegaColumn.KernelCalldata];

    /// <summary><c>kernel_calldata_read_counts</c>.</summary>
    public ref readonly TRing KernelCalldataReadCounts => ref this[MegaColumn.KernelCalldataReadCounts];

    /// <summary><c>kernel_calldata_inverses</c>.</summary>
    public ref readonly TRing KernelCalldataInverses => ref this[MegaColumn.KernelCalldataInverses];

    /// <summary><c>first_app_calldata</c>.</summary>
    public ref readonly TRing FirstAppCalldata => ref this[MegaColumn.FirstAppCalldata];

    /// <summary><c>first_app_calldata_read_counts</c>.</summary>
    public ref readonly TRing FirstAppCalldataReadCounts => ref this[MegaColumn.FirstAppCalldataReadCounts];

    /// <summary><c>first_app_calldata_inverses</c>.</summary>
    public ref readonly TRing FirstAppCalldataInverses => ref this[MegaColumn.FirstAppCalldataInverses];

    /// <summary><c>second_app_calldata</c>.</summary>
    public ref readonly TRing SecondAppCalldata => ref this[MegaColumn.SecondAppCalldata];

    /// <summary><c>second_app_calldata_read_counts</c>.</summary>
    public ref readonly TRing SecondAppCalldataReadCounts => ref this[MegaColumn.SecondAppCalldataReadCounts];

    /// <summary><c>second_app_calldata_inverses</c>.</summary>
    public ref readonly TRing SecondAppCalldataInverses => ref this[MegaColumn.SecondAppCalldataInverses];

    /// <summary><c>third_app_calldata</c>.</summary>
    public ref readonly TRing ThirdAppCalldata => ref this[MegaColumn.ThirdAppCalldata];

    /// <summary><c>third_app_calldata_read_counts</c>.</summary>
    public ref readonly TRing ThirdAppCalldataReadCounts => ref this[MegaColumn.ThirdAppCalldataReadCounts];

    /// <summary><c>third_app_calldata_inverses</c>.</summary>
    public ref readonly TRing ThirdAppCalldataInverses => ref this[MegaColumn.ThirdAppCalldataInverses];

    /// <summary><c>return_data</c>.</summary>
    public ref readonly TRing ReturnData => ref this[MegaColumn.ReturnData];

    /// <summary><c>return_data_read_counts</c>.</summary>
    public ref readonly TRing ReturnDataReadCounts => ref this[MegaColumn.ReturnDataReadCounts];

    /// <summary><c>return_data_inverses</c>.</summary>
    public ref readonly TRing ReturnDataInverses => ref this[MegaColumn.ReturnDataInverses];

    /// <summary><c>w_l_shift</c>.</summary>
    public ref readonly TRing WLShift => ref this[MegaColumn.WLShift];

    /// <summary><c>w_r_shift</c>.</summary>
    public ref readonly TRing WRShift => ref this[MegaColumn.WRShift];

    /// <summary><c>w_o_shift</c>.</summary>
    public ref readonly TRing WOShift => ref this[MegaColumn.WOShift];

    /// <summary><c>w_4_shift</c>.</summary>
    public ref readonly TRing W4Shift => ref this[MegaColumn.W4Shift];

    /// <summary><c>z_perm_shift</c>.</summary>
    public ref readonly TRing ZPermShift => ref this[MegaColumn.ZPermShift];

    /// <summary>A column chosen by a compile-time constant.</summary>
    public ref readonly TRing this[MegaColumn column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref Unsafe.AsRef(in first), (int)column);
    }
}
