using Chonk.Prover.Fields;

namespace Chonk.Prover.Transcripts;

/// <summary>
/// The verifier's side: values are read from loaded proof elements, decoded with every check of <see cref="TranscriptCodec"/> and
/// absorbed. Nothing throws on any proof; the first failure is kept and all later reads fail.
/// </summary>
public sealed class VerifierTranscript : Transcript
{
    private ReadOnlyMemory<Fr> proof;
    private int position;

    /// <summary>A transcript whose proof is loaded piece by piece.</summary>
    public VerifierTranscript()
    {
    }

    /// <summary>A transcript over one proof.</summary>
    public VerifierTranscript(ReadOnlyMemory<Fr> proof) => Load(proof);

    /// <summary>What the first failed read found.</summary>
    public VerificationFailure Failure { get; private set; }

    /// <summary>Name of the first message that could not be read.</summary>
    public string? FailedLabel { get; private set; }

    /// <summary>Loaded elements not yet read.</summary>
    public int RemainingCount => proof.Length - position;

    /// <summary>The first failure as a verdict.</summary>
    public VerificationResult Rejection => VerificationResult.Reject(Failure, FailedLabel);

    /// <summary>Replaces the loaded proof by the next one on the same transcript.</summary>
    /// <param name="nextProof">Read from its start; what was left of the former one must have been checked by the caller.</param>
    public void Load(ReadOnlyMemory<Fr> nextProof)
    {
        proof = nextProof;
        position = 0;
    }

    /// <summary>Receives elements sent as one message.</summary>
    /// <param name="label">Name of the message.</param>
    /// <param name="values">As many elements as the message has; zeros on failure.</param>
    public bool TryReceive(string label, Span<Fr> values)
    {
        if (!TryTake(label, values.Length, out ReadOnlySpan<Fr> elements))
        {
            values.Clear();
            return false;
        }

        elements.CopyTo(values);
        return true;
    }

    /// <summary>Receives one element.</summary>
    public bool TryReceive(string label, out Fr value)
    {
        value = default;
        return TryReceive(label, new Span<Fr>(ref value));
    }

    /// <summary>Receives a number below 2^32.</summary>
    public bool TryReceive(string label, out uint value)
    {
        value = 0;
        if (!TryTake(label, 1, out ReadOnlySpan<Fr> elements))
        {
            return false;
        }

        UInt256 integer = elements[0].ToInteger();
        if (integer.BitLength > 32)
        {
            return Fail(VerificationFailure.NonCanonicalElement, label);
        }

        value = (uint)integer.L0;
        return true;
    }

    /// <summary>Receives an element of the other field.</summary>
    public bool TryReceive(string label, out Fq value)
    {
        value = default;
        return TryTake(label, TranscriptCodec.FqElements, out ReadOnlySpan<Fr> elements)
            && (TranscriptCodec.TryDecode(elements, out value) || Fail(VerificationFailure.NonCanonicalElement, label));
    }

    /// <summary>Receives a point of BN254.</summary>
    public bool TryReceive(string label, out G1Affine point)
    {
        point = default;
        if (!TryTake(label, TranscriptCodec.G1Elements, out ReadOnlySpan<Fr> elements))
        {
            return false;
        }

        VerificationFailure failure = TranscriptCodec.Decode(elements, out point);
        return failure == VerificationFailure.None || Fail(failure, label);
    }

    /// <summary>Receives a point of Grumpkin.</summary>
    public bool TryReceive(string label, out GrumpkinAffine point)
    {
        point = default;
        return TryTake(label, TranscriptCodec.GrumpkinElements, out ReadOnlySpan<Fr> elements)
            && (GrumpkinAffine.TryCreate(elements[0], elements[1], out point) || Fail(VerificationFailure.PointNotOnCurve, label));
    }

    private bool TryTake(string label, int count, out ReadOnlySpan<Fr> elements)
    {
        elements = [];
        if (Failure != VerificationFailure.None)
        {
            return false;
        }

        if (count > RemainingCount)
        {
            return Fail(VerificationFailure.ProofTooShort, label);
        }

        elements = proof.Span.Slice(position, count);
        position += count;
        Append(label, elements);
        return true;
    }

    private bool Fail(VerificationFailure failure, string label)
    {
        Failure = failure;
        FailedLabel = label;
        return false;
    }
}
