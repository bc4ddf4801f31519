namespace Chonk.Prover.Arithmetization;

/// <summary>
/// The columns of a Mega trace in the order of their evaluations, batching challenges and key commitments: 40 precomputed (circuit),
/// 27 witness, then the shifts of 5 witness columns. The protocol's own name of each stands beside it.
/// </summary>
public enum MegaColumn
{
    /// <summary><c>sigma_1</c>.</summary>
    Sigma1,

    /// <summary><c>sigma_2</c>.</summary>
    Sigma2,

    /// <summary><c>sigma_3</c>.</summary>
    Sigma3,

    /// <summary><c>sigma_4</c>.</summary>
    Sigma4,

    /// <summary><c>id_1</c>.</summary>
    Id1,

    /// <summary><c>id_2</c>.</summary>
    Id2,

    /// <summary><c>id_3</c>.</summary>
    Id3,

    /// <summary><c>id_4</c>.</summary>
    Id4,

    /// <summary><c>lagrange_first</c>.</summary>
    LagrangeFirst,

    /// <summary><c>lagrange_last</c>.</summary>
    LagrangeLast,

    /// <summary><c>q_lookup</c>.</summary>
    QLookup,

    /// <summary><c>table_1</c>.</summary>
    Table1,

    /// <summary><c>table_2</c>.</summary>
    Table2,

    /// <summary><c>table_3</c>.</summary>
    Table3,

    /// <summary><c>table_4</c>.</summary>
    Table4,

    /// <summary><c>q_m</c>.</summary>
    QM,

    /// <summary><c>q_r</c>.</summary>
    QR,

    /// <summary><c>q_o</c>.</summary>
    QO,

    /// <summary><c>q_c</c>.</summary>
    QC,

    /// <summary><c>q_l</c>.</summary>
    QL,

    /// <summary><c>q_4</c>.</summary>
    Q4,

    /// <summary><c>q_arith</c>.</summary>
    QArith,

    /// <summary><c>q_delta_range</c>.</summary>
    QDeltaRange,

    /// <summary><c>q_elliptic</c>.</summary>
    QElliptic,

    /// <summary><c>q_memory</c>.</summary>
    QMemory,

    /// <summary><c>q_nnf</c>.</summary>
    QNnf,

    /// <summary><c>lagrange_ecc_op</c>.</summary>
    LagrangeEccOp,

    /// <summary><c>q_busread</c>.</summary>
    QBusread,

    /// <summary><c>kernel_calldata_indicator</c>.</summary>
    KernelCalldataIndicator,

    /// <summary><c>databus_id</c>.</summary>
    DatabusId,

    /// <summary><c>first_app_calldata_indicator</c>.</summary>
    FirstAppCalldataIndicator,

    /// <summary><c>second_app_calldata_indicator</c>.</summary>
    SecondAppCalldataIndicator,

    /// <summary><c>third_app_calldata_indicator</c>.</summary>
    ThirdAppCalldataIndicator,

    /// <summary><c>return_data_indicator</c>.</summary>
    ReturnDataIndicator,

    /// <summary><c>q_poseidon2_external</c>.</summary>
    QPoseidon2External,

    /// <summary><c>q_poseidon2_external_initial</c>.</summary>
    QPoseidon2ExternalInitial,

    /// <summary><c>q_poseidon2_quad_internal</c>.</summary>
    QPoseidon2QuadInternal,

    /// <summary><c>q_5</c>.</summary>
    Q5,

    /// <summary><c>q_poseidon2_quad_internal_terminal</c>.</summary>
    QPoseidon2QuadInternalTerminal,

    /// <summary><c>q_poseidon2_transition_entry</c>.</summary>
    QPoseidon2TransitionEntry,

    /// <summary><c>w_l</c>.</summary>
    WL,

    /// <summary><c>w_r</c>.</summary>
    WR,

    /// <summary><c>w_o</c>.</summary>
    WO,

    /// <summary><c>w_4</c>.</summary>
    W4,

    /// <summary><c>z_perm</c>.</summary>
    ZPerm,

    /// <summary><c>lookup_inverses</c>.</summary>
    LookupInverses,

    /// <summary><c>lookup_read_counts</c>.</summary>
    LookupReadCounts,

    /// <summary><c>lookup_read_tags</c>.</summary>
    LookupReadTags,

    /// <summary><c>ecc_op_wire_1</c>.</summary>
    EccOpWire1,

    /// <summary><c>ecc_op_wire_2</c>.</summary>
    EccOpWire2,

    /// <summary><c>ecc_op_wire_3</c>.</summary>
    EccOpWire3,

    /// <summary><c>ecc_op_wire_4</c>.</summary>
    EccOpWire4,

    /// <summary><c>kernel_calldata</c>.</summary>
    KernelCalldata,

    /// <summary><c>kernel_calldata_read_counts</c>.</summary>
    KernelCalldataReadCounts,

    /// <summary><c>kernel_calldata_inverses</c>.</summary>
    KernelCalldataInverses,

    /// <summary><c>first_app_calldata</c>.</summary>
    FirstAppCalldata,

    /// <summary><c>first_app_calldata_read_counts</c>.</summary>
    FirstAppCalldataReadCounts,

    /// <summary><c>first_app_calldata_inverses</c>.</summary>
    FirstAppCalldataInverses,

    /// <summary><c>second_app_calldata</c>.</summary>
    SecondAppCalldata,

    /// <summary><c>second_app_calldata_read_counts</c>.</summary>
    SecondAppCalldataReadCounts,

    /// <summary><c>second_app_calldata_inverses</c>.</summary>
    SecondAppCalldataInverses,

    /// <summary><c>third_app_calldata</c>.</summary>
    ThirdAppCalldata,

    /// <summary><c>third_app_calldata_read_counts</c>.</summary>
    ThirdAppCalldataReadCounts,

    /// <summary><c>third_app_calldata_inverses</c>.</summary>
    ThirdAppCalldataInverses,

    /// <summary><c>return_data</c>.</summary>
    ReturnData,

    /// <summary><c>return_data_read_counts</c>.</summary>
    ReturnDataReadCounts,

    /// <summary><c>return_data_inverses</c>.</summary>
    ReturnDataInverses,

    /// <summary><c>w_l_shift</c>.</summary>
    WLShift,

    /// <summary><c>w_r_shift</c>.</summary>
    WRShift,

    /// <summary><c>w_o_shift</c>.</summary>
    WOShift,

    /// <summary><c>w_4_shift</c>.</summary>
    W4Shift,

    /// <summary><c>z_perm_shift</c>.</summary>
    ZPermShift,
}
