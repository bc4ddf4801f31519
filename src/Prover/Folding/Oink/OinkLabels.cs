using Chonk.Prover.Arithmetization;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding.Oink;

/// <summary>Transcript labels of Oink for Mega circuits, and the order in which commitments are sent.</summary>
internal static class OinkLabels
{
    /// <summary>Hash of the verification key, absorbed and not sent.</summary>
    public const string KeyHash = "vk_hash";

    /// <summary>Challenge of the memory records.</summary>
    public const string Eta = "eta";

    /// <summary>First challenge of the permutation, lookup and databus arguments.</summary>
    public const string Beta = "beta";

    /// <summary>Second challenge of the same call.</summary>
    public const string Gamma = "gamma";

    /// <summary>Challenge that separates the subrelations.</summary>
    public const string Alpha = "alpha";

    private static readonly string[] CachedPublicInputs = LabelSequence.Create("public_input_", 64);

    /// <summary>Round 1: what depends on no challenge.</summary>
    public static ReadOnlySpan<MegaColumn> WireRound =>
    [
        MegaColumn.WL, MegaColumn.WR, MegaColumn.WO,
        MegaColumn.EccOpWire1, MegaColumn.EccOpWire2, MegaColumn.EccOpWire3, MegaColumn.EccOpWire4,
        MegaColumn.KernelCalldata, MegaColumn.KernelCalldataReadCounts,
        MegaColumn.FirstAppCalldata, MegaColumn.FirstAppCalldataReadCounts,
        MegaColumn.SecondAppCalldata, MegaColumn.SecondAppCalldataReadCounts,
        MegaColumn.ThirdAppCalldata, MegaColumn.ThirdAppCalldataReadCounts,
        MegaColumn.ReturnData, MegaColumn.ReturnDataReadCounts,
    ];

    /// <summary>Round 2: after eta.</summary>
    public static ReadOnlySpan<MegaColumn> MemoryRound => [MegaColumn.LookupReadCounts, MegaColumn.LookupReadTags, MegaColumn.W4];

    /// <summary>Round 3: inverses, after beta and gamma.</summary>
    public static ReadOnlySpan<MegaColumn> InverseRound =>
    [
        MegaColumn.LookupInverses, MegaColumn.KernelCalldataInverses, MegaColumn.FirstAppCalldataInverses,
        MegaColumn.SecondAppCalldataInverses, MegaColumn.ThirdAppCalldataInverses, MegaColumn.ReturnDataInverses,
    ];

    /// <summary>Round 4: the grand product, after beta and gamma.</summary>
    public static ReadOnlySpan<MegaColumn> ProductRound => [MegaColumn.ZPerm];

    /// <summary>Label of public input <paramref name="index"/>.</summary>
    public static string PublicInput(int index) =>
        index < CachedPublicInputs.Length ? CachedPublicInputs[index] : LabelSequence.Create("public_input_", 1, index)[0];

    /// <summary>Label of a witness column's commitment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a witness column.</exception>
    public static string Of(MegaColumn column) => column switch
    {
        MegaColumn.WL => "W_L",
        MegaColumn.WR => "W_R",
        MegaColumn.WO => "W_O",
        MegaColumn.W4 => "W_4",
        MegaColumn.ZPerm => "Z_PERM",
        MegaColumn.LookupInverses => "LOOKUP_INVERSES",
        MegaColumn.LookupReadCounts => "LOOKUP_READ_COUNTS",
        MegaColumn.LookupReadTags => "LOOKUP_READ_TAGS",
        MegaColumn.EccOpWire1 => "ECC_OP_WIRE_1",
        MegaColumn.EccOpWire2 => "ECC_OP_WIRE_2",
        MegaColumn.EccOpWire3 => "ECC_OP_WIRE_3",
        MegaColumn.EccOpWire4 => "ECC_OP_WIRE_4",
        MegaColumn.KernelCalldata => "KERNEL_CALLDATA",
        MegaColumn.KernelCalldataReadCounts => "KERNEL_CALLDATA_READ_COUNTS",
        MegaColumn.KernelCalldataInverses => "KERNEL_CALLDATA_INVERSES",
        MegaColumn.FirstAppCalldata => "FIRST_APP_CALLDATA",
        MegaColumn.FirstAppCalldataReadCounts => "FIRST_APP_CALLDATA_READ_COUNTS",
        MegaColumn.FirstAppCalldataInverses => "FIRST_APP_CALLDATA_INVERSES",
        MegaColumn.SecondAppCalldata => "SECOND_APP_CALLDATA",
        MegaColumn.SecondAppCalldataReadCounts => "SECOND_APP_CALLDATA_READ_COUNTS",
        MegaColumn.SecondAppCalldataInverses => "SECOND_APP_CALLDATA_INVERSES",
        MegaColumn.ThirdAppCalldata => "THIRD_APP_CALLDATA",
        MegaColumn.ThirdAppCalldataReadCounts => "THIRD_APP_CALLDATA_READ_COUNTS",
        MegaColumn.ThirdAppCalldataInverses => "THIRD_APP_CALLDATA_INVERSES",
        MegaColumn.ReturnData => "RETURN_DATA",
        MegaColumn.ReturnDataReadCounts => "RETURN_DATA_READ_COUNTS",
        MegaColumn.ReturnDataInverses => "RETURN_DATA_INVERSES",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a witness column."),
    };
}
