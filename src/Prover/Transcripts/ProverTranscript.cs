namespace Chonk.Prover.Transcripts;

/// <summary>
/// The prover's side: every sent value is encoded by <see cref="TranscriptCodec"/>, appended to the proof and absorbed.
/// </summary>
public sealed class ProverTranscript : Transcript
{
    private readonly List<Fr> proof = [];
    private int taken;

    /// <summary>Elements sent so far, over all slices.</summary>
    public int SentCount => proof.Count;

    /// <summary>Sends one element.</summary>
    public void Send(string label, in Fr value) => Send(label, [value]);

    /// <summary>Sends a number as one element.</summary>
    public void Send(string label, uint value) => Send(label, Fr.FromUInt64(value));

    /// <summary>Sends elements as one message.</summary>
    public void Send(string label, ReadOnlySpan<Fr> values)
    {
        proof.AddRange(values);
        Append(label, values);
    }

    /// <summary>Sends an element of the other field as two elements.</summary>
    public void Send(string label, in Fq value)
    {
        Span<Fr> encoded = stackalloc Fr[TranscriptCodec.FqElements];
        TranscriptCodec.Encode(value, encoded);
        Send(label, encoded);
    }

    /// <summary>Sends a point of BN254 as four elements.</summary>
    public void Send(string label, in G1Affine point)
    {
        Span<Fr> encoded = stackalloc Fr[TranscriptCodec.G1Elements];
        TranscriptCodec.Encode(point, encoded);
        Send(label, encoded);
    }

    /// <summary>Sends a point of Grumpkin as two elements.</summary>
    public void Send(string label, in GrumpkinAffine point) => Send(label, [point.X, point.Y]);

    /// <summary>The elements sent since the last call: the proof of one prover on a transcript that several share.</summary>
    public Fr[] TakeProof()
    {
        Fr[] slice = [.. proof[taken..]];
        taken = proof.Count;
        return slice;
    }
}
