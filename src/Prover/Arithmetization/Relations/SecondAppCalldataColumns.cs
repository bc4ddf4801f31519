namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The columns of the second app calldata bus.</summary>
public readonly record struct SecondAppCalldataColumns : IDatabusColumns
{
    /// <inheritdoc/>
    public static string Name => "second app calldata";

    /// <inheritdoc/>
    public static string Symbol => "second_app_calldata";

    /// <inheritdoc/>
    public static string SelectorSymbol => "q_o";

    /// <inheritdoc/>
    public static MegaColumn Selector => MegaColumn.QO;

    /// <inheritdoc/>
    public static MegaColumn Value => MegaColumn.SecondAppCalldata;

    /// <inheritdoc/>
    public static MegaColumn ReadCounts => MegaColumn.SecondAppCalldataReadCounts;

    /// <inheritdoc/>
    public static MegaColumn Inverses => MegaColumn.SecondAppCalldataInverses;

    /// <inheritdoc/>
    public static MegaColumn Indicator => MegaColumn.SecondAppCalldataIndicator;
}
