namespace Chonk.Prover.Transcripts;

/// <summary>Why a proof was rejected: the first check that failed.</summary>
public enum VerificationFailure
{
    /// <summary>Nothing failed.</summary>
    None,

    /// <summary>The proof ends before the named message.</summary>
    ProofTooShort,

    /// <summary>Elements are left after the last message.</summary>
    ProofTooLong,

    /// <summary>An integer is not below its modulus or bound.</summary>
    NonCanonicalElement,

    /// <summary>Coordinates are not those of a point of the curve.</summary>
    PointNotOnCurve,

    /// <summary>The manifest cannot be read, or contradicts itself or the proof's length.</summary>
    InvalidManifest,

    /// <summary>The manifest's format version is not this verifier's.</summary>
    UnsupportedVersion,

    /// <summary>A verification key is malformed, or not the one that was expected.</summary>
    InvalidKey,

    /// <summary>The public inputs are not as many as, or not those which, were expected.</summary>
    PublicInputs,

    /// <summary>A round univariate of a sumcheck does not sum to the value that the round before left.</summary>
    SumcheckRound,

    /// <summary>The claimed evaluations do not give the last value of a sumcheck.</summary>
    SumcheckEvaluations,

    /// <summary>An evaluation that the verifier computes itself is not the one in the proof.</summary>
    KnownEvaluation,

    /// <summary>A challenge hit one of the few values at which an equation cannot be solved.</summary>
    DegenerateChallenge,

    /// <summary>The pairing equation of the opening does not hold.</summary>
    Pairing,

    /// <summary>No verifier has spoken: the default value of a result.</summary>
    NotVerified,
}
