namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The columns that belong to one databus column.</summary>
public interface IDatabusColumns
{
    /// <summary>Name for messages.</summary>
    static abstract string Name { get; }

    /// <summary>The protocol's name of the data column.</summary>
    static abstract string Symbol { get; }

    /// <summary>The protocol's name of the selector.</summary>
    static abstract string SelectorSymbol { get; }

    /// <summary>The selector that, with q_busread, marks a row reading this bus.</summary>
    static abstract MegaColumn Selector { get; }

    /// <summary>The data.</summary>
    static abstract MegaColumn Value { get; }

    /// <summary>How often each entry is read.</summary>
    static abstract MegaColumn ReadCounts { get; }

    /// <summary>The inverses of the read and table terms' products.</summary>
    static abstract MegaColumn Inverses { get; }

    /// <summary>One on the rows that hold data.</summary>
    static abstract MegaColumn Indicator { get; }
}
