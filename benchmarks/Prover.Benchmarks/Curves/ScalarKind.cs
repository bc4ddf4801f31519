namespace Chonk.Prover.Benchmarks.Curves;

/// <summary>What scalars and points of a multi-scalar multiplication look like.</summary>
public enum ScalarKind
{
    /// <summary>Uniform in the field.</summary>
    Random,

    /// <summary>Below 2^16, as most wires are.</summary>
    Word,

    /// <summary>Zero or one, as selectors are.</summary>
    Bit,

    /// <summary>One in sixteen is random, the others are zero.</summary>
    Sparse,

    /// <summary>Eight random values.</summary>
    FewValues,

    /// <summary>Random scalars of points that are 1 to 64 times the generator, again and again.</summary>
    RepeatedPoints,
}
