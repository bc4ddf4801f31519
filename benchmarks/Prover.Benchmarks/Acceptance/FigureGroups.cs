namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>Names of the groups of figures, as they stand in the JSON file.</summary>
internal static class FigureGroups
{
    /// <summary>Multi-scalar multiplication over BN254, random scalars.</summary>
    public const string Bn254Msm = "msm.bn254.random";

    /// <summary>The same over Grumpkin.</summary>
    public const string GrumpkinMsm = "msm.grumpkin.random";

    /// <summary>The reference prover's commitments to the folds of Gemini, and to the quotient of Shplonk: BN254, random scalars.</summary>
    public const string ReferenceBn254Msm = "reference.msm.bn254.random";

    /// <summary>The reference prover's multi-scalar multiplications of the rounds of its inner product argument: Grumpkin, random scalars.</summary>
    public const string ReferenceGrumpkinMsm = "reference.msm.grumpkin.random";

    /// <summary>The sumcheck prover on traces of many instances of the same programs.</summary>
    public const string Sumcheck = "sumcheck.mega";

    /// <summary>The same with vector instructions switched off.</summary>
    public const string ScalarSumcheck = "sumcheck.mega.scalar";

    /// <summary>The precomputed columns of a trace, committed to one by one.</summary>
    public const string SingleCommitments = "commit.single";

    /// <summary>The same columns, committed to as a batch.</summary>
    public const string BatchCommitments = "commit.batch";
}
