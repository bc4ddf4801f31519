namespace Chonk.Prover.Memory;

/// <summary>What a buffer holds; the ledger keeps live and peak bytes apart for each of these.</summary>
public enum BufferCategory
{
    /// <summary>Wire columns w_l, w_r, w_o, w_4 and the ecc op wires.</summary>
    Wires,

    /// <summary>Selector columns, Lagrange columns and databus indicators.</summary>
    Selectors,

    /// <summary>Permutation columns sigma_1..4 and id_1..4.</summary>
    Permutation,

    /// <summary>Lookup table columns.</summary>
    Tables,

    /// <summary>Columns computed from the wires: grand product, inverses, read counts, databus columns.</summary>
    WitnessDerived,

    /// <summary>Columns partially evaluated during sumcheck, and its per-thread rows.</summary>
    Sumcheck,

    /// <summary>The two batched polynomials of the folding accumulator.</summary>
    Accumulator,

    /// <summary>Points of the structured reference string held in memory.</summary>
    CommitmentKey,

    /// <summary>Buckets, digits and additions of a multi-scalar multiplication.</summary>
    MsmScratch,

    /// <summary>Polynomials of opening proofs: Gemini folds, Shplonk and KZG quotients.</summary>
    Opening,

    /// <summary>Circuit inputs: programs, witnesses and builder arrays.</summary>
    Input,

    /// <summary>Anything else.</summary>
    Other,
}
