namespace Chonk.Prover.Arithmetization;

/// <summary>The selectors of one row as indices into the builder's <see cref="FieldPalette"/>, and the gate byte of <see cref="MegaBlock"/>.</summary>
internal struct SelectorRow
{
    /// <summary><c>q_m</c>.</summary>
    public uint QM;

    /// <summary><c>q_l</c>.</summary>
    public uint QL;

    /// <summary><c>q_r</c>.</summary>
    public uint QR;

    /// <summary><c>q_o</c>.</summary>
    public uint QO;

    /// <summary><c>q_4</c>.</summary>
    public uint Q4;

    /// <summary><c>q_c</c>.</summary>
    public uint QC;

    /// <summary><c>q_5</c>.</summary>
    public uint Q5;

    /// <summary>Gate byte.</summary>
    public uint Gate;
}
