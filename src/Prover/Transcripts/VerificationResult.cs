namespace Chonk.Prover.Transcripts;

/// <summary>The verdict of a verifier: accepted, or one named reason. The default value is a rejection: a result nobody set accepts nothing.</summary>
public readonly record struct VerificationResult
{
    private readonly VerificationFailure failure;

    private VerificationResult(bool isAccepted, VerificationFailure failure, string? detail)
    {
        IsAccepted = isAccepted;
        this.failure = failure;
        Detail = detail;
    }

    /// <summary>The proof is valid.</summary>
    public static VerificationResult Accepted => new(isAccepted: true, VerificationFailure.None, null);

    /// <summary>Whether the proof is valid.</summary>
    public bool IsAccepted { get; }

    /// <summary>The first check that failed; <see cref="VerificationFailure.NotVerified"/> for the default value.</summary>
    public VerificationFailure Failure => IsAccepted || failure != VerificationFailure.None ? failure : VerificationFailure.NotVerified;

    /// <summary>The message, round or circuit at which it failed.</summary>
    public string? Detail { get; }

    /// <summary>A rejection.</summary>
    /// <param name="failure">The check that failed; not <see cref="VerificationFailure.None"/>.</param>
    /// <param name="detail">Where it failed.</param>
    public static VerificationResult Reject(VerificationFailure failure, string? detail = null) =>
        failure == VerificationFailure.None
            ? throw new ArgumentOutOfRangeException(nameof(failure))
            : new VerificationResult(isAccepted: false, failure, detail);

    /// <summary>The same verdict with the place it belongs to in front of its detail.</summary>
    public VerificationResult At(string place) =>
        IsAccepted ? this : new VerificationResult(isAccepted: false, Failure, Detail is null ? place : $"{place}: {Detail}");

    /// <summary><c>accepted</c>, or the reason and its detail.</summary>
    public override string ToString() => IsAccepted ? "accepted" : Detail is null ? $"{Failure}" : $"{Failure} ({Detail})";
}
