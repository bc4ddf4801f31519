namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The columns of the third app calldata bus.</summary>
public readonly record struct ThirdAppCalldataColumns : IDatabusColumns
{
    /// <inheritdoc/>
    public static string Name => "third app calldata";

    /// <inheritdoc/>
    public static string Symbol => "third_app_calldata";

    /// <inheritdoc/>
    public static string SelectorSymbol => "q_4";

    /// <inheritdoc/>
    public static MegaColumn Selector => MegaColumn.Q4;

    /// <inheritdoc/>
    public static MegaColumn Value => MegaColumn.ThirdAppCalldata;

    /// <inheritdoc/>
    public static MegaColumn ReadCounts => MegaColumn.ThirdAppCalldataReadCounts;

    /// <inheritdoc/>
    public static MegaColumn Inverses => MegaColumn.ThirdAppCalldataInverses;

    /// <inheritdoc/>
    public static MegaColumn Indicator => MegaColumn.ThirdAppCalldataIndicator;
}
