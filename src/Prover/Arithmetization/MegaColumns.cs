namespace Chonk.Prover.Arithmetization;

/// <summary>Counts and ranges of <see cref="MegaColumn"/>, computed from the enumeration.</summary>
public static class MegaColumns
{
    /// <summary>Columns fixed by the circuit: 40.</summary>
    public const int PrecomputedCount = (int)MegaColumn.WL;

    /// <summary>Columns of the prover's witness: 27.</summary>
    public const int WitnessCount = (int)MegaColumn.WLShift - PrecomputedCount;

    /// <summary>Witness columns that also occur shifted by one row: 5.</summary>
    public const int ShiftedCount = (int)MegaColumn.ZPermShift - (int)MegaColumn.WLShift + 1;

    /// <summary>Columns with a commitment of their own: 67.</summary>
    public const int UnshiftedCount = PrecomputedCount + WitnessCount;

    /// <summary>All columns, shifts included: 72.</summary>
    public const int Count = UnshiftedCount + ShiftedCount;

    /// <summary>The column whose shift the given shifted column is.</summary>
    /// <param name="shifted">One of the last five columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is not a shift.</exception>
    public static MegaColumn UnshiftedOf(MegaColumn shifted) =>
        shifted is >= MegaColumn.WLShift and <= MegaColumn.ZPermShift
            ? MegaColumn.WL + (shifted - MegaColumn.WLShift)
            : throw new ArgumentOutOfRangeException(nameof(shifted));
}
