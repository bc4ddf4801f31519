namespace Chonk.Prover.Arithmetization;

/// <summary>The seven selectors that every block has, for one row; what is not set is zero.</summary>
public readonly record struct RowSelectors
{
    /// <summary><c>q_m</c>.</summary>
    public Fr QM { get; init; }

    /// <summary><c>q_l</c>.</summary>
    public Fr QL { get; init; }

    /// <summary><c>q_r</c>.</summary>
    public Fr QR { get; init; }

    /// <summary><c>q_o</c>.</summary>
    public Fr QO { get; init; }

    /// <summary><c>q_4</c>.</summary>
    public Fr Q4 { get; init; }

    /// <summary><c>q_c</c>.</summary>
    public Fr QC { get; init; }

    /// <summary><c>q_5</c>.</summary>
    public Fr Q5 { get; init; }
}
