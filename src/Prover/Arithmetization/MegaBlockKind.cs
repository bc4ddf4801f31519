namespace Chonk.Prover.Arithmetization;

/// <summary>
/// The parts of a Mega trace in the order in which they follow each other from row 1 on. Rows of one gate kind stand together, so
/// that a gate's selector is zero outside its block.
/// </summary>
public enum MegaBlockKind
{
    /// <summary>Operations handed to the elliptic curve virtual machine, two rows each; no gate selector.</summary>
    EccOp,

    /// <summary>One row per public input; no gate selector.</summary>
    PublicInputs,

    /// <summary>Reads of lookup tables.</summary>
    Lookup,

    /// <summary>Sums and products.</summary>
    Arithmetic,

    /// <summary>Sorted lists whose neighbours differ by 0 to 3.</summary>
    DeltaRange,

    /// <summary>Additions and doublings on Grumpkin.</summary>
    Elliptic,

    /// <summary>ROM and RAM records.</summary>
    Memory,

    /// <summary>Limb products of non-native fields.</summary>
    NonNativeField,

    /// <summary>Reads of databus columns.</summary>
    BusRead,

    /// <summary>External rounds of Poseidon2.</summary>
    Poseidon2External,

    /// <summary>Internal rounds of Poseidon2, four per row.</summary>
    Poseidon2QuadInternal,
}
