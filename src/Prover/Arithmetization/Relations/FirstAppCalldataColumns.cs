namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The columns of the first app calldata bus.</summary>
public readonly record struct FirstAppCalldataColumns : IDatabusColumns
{
    /// <inheritdoc/>
    public static string Name => "first app calldata";

    /// <inheritdoc/>
    public static string Symbol => "first_app_calldata";

    /// <inheritdoc/>
    public static string SelectorSymbol => "q_r";

    /// <inheritdoc/>
    public static MegaColumn Selector => MegaColumn.QR;

    /// <inheritdoc/>
    public static MegaColumn Value => MegaColumn.FirstAppCalldata;

    /// <inheritdoc/>
    public static MegaColumn ReadCounts => MegaColumn.FirstAppCalldataReadCounts;

    /// <inheritdoc/>
    public static MegaColumn Inverses => MegaColumn.FirstAppCalldataInverses;

    /// <inheritdoc/>
    public static MegaColumn Indicator => MegaColumn.FirstAppCalldataIndicator;
}
