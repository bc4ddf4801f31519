namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The columns of the return data bus.</summary>
public readonly record struct ReturnDataColumns : IDatabusColumns
{
    /// <inheritdoc/>
    public static string Name => "return data";

    /// <inheritdoc/>
    public static string Symbol => "return_data";

    /// <inheritdoc/>
    public static string SelectorSymbol => "q_m";

    /// <inheritdoc/>
    public static MegaColumn Selector => MegaColumn.QM;

    /// <inheritdoc/>
    public static MegaColumn Value => MegaColumn.ReturnData;

    /// <inheritdoc/>
    public static MegaColumn ReadCounts => MegaColumn.ReturnDataReadCounts;

    /// <inheritdoc/>
    public static MegaColumn Inverses => MegaColumn.ReturnDataInverses;

    /// <inheritdoc/>
    public static MegaColumn Indicator => MegaColumn.ReturnDataIndicator;
}
