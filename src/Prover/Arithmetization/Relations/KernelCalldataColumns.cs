namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The columns of the kernel calldata bus.</summary>
public readonly record struct KernelCalldataColumns : IDatabusColumns
{
    /// <inheritdoc/>
    public static string Name => "kernel calldata";

    /// <inheritdoc/>
    public static string Symbol => "kernel_calldata";

    /// <inheritdoc/>
    public static string SelectorSymbol => "q_l";

    /// <inheritdoc/>
    public static MegaColumn Selector => MegaColumn.QL;

    /// <inheritdoc/>
    public static MegaColumn Value => MegaColumn.KernelCalldata;

    /// <inheritdoc/>
    public static MegaColumn ReadCounts => MegaColumn.KernelCalldataReadCounts;

    /// <inheritdoc/>
    public static MegaColumn Inverses => MegaColumn.KernelCalldataInverses;

    /// <inheritdoc/>
    public static MegaColumn Indicator => MegaColumn.KernelCalldataIndicator;
}
