using Chonk.Prover.Hashing;

namespace Chonk.Prover.Transcripts;

/// <summary>
/// The Fiat-Shamir state common to prover and verifier. Messages collect in a buffer; a hash is
/// <c>Poseidon2(previous hash, if any, then the buffer)</c>, which empties the buffer. Each hash yields two challenges: its low 127
/// bits, then the rest. A call for n challenges makes ceil(n / 2) hashes; an odd last one takes only the low part.
/// Labels are not hashed; they name messages in manifests and failures.
/// Source: [Fiat, Shamir 1986] as in Barretenberg's <c>transcript/transcript.hpp</c>.
/// </summary>
public abstract class Transcript
{
    /// <summary>Bits of a challenge: half of the field's 254.</summary>
    public const int ChallengeBits = 127;

    private Fr[] buffer = new Fr[64];
    private int buffered;
    private bool hasPrevious;

    /// <summary>The messages and challenges so far, when <see cref="RecordManifest"/> was called; for tests and diagnosis.</summary>
    public IReadOnlyList<TranscriptEntry> Manifest => Entries ?? [];

    private List<TranscriptEntry>? Entries { get; set; }

    /// <summary>Starts to record <see cref="Manifest"/>.</summary>
    public void RecordManifest() => Entries ??= [];

    /// <summary>Adds an element that both sides know to the buffer; it is not part of the proof.</summary>
    public void Absorb(string label, in Fr value) => Append(label, [value]);

    /// <summary>Adds elements that both sides know to the buffer; they are not part of the proof.</summary>
    public void Absorb(string label, ReadOnlySpan<Fr> values) => Append(label, values);

    /// <summary>One challenge of 127 bits.</summary>
    public Fr Challenge(string label)
    {
        Entries?.Add(new TranscriptEntry(label, 0));
        return Split(NextHash()).Low;
    }

    /// <summary>As many challenges as there are labels, two from each hash.</summary>
    /// <param name="labels">One name per challenge.</param>
    /// <param name="challenges">As long as <paramref name="labels"/>.</param>
    public void Challenges(ReadOnlySpan<string> labels, Span<Fr> challenges)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(challenges.Length, labels.Length);
        foreach (string label in labels)
        {
            Entries?.Add(new TranscriptEntry(label, 0));
        }

        for (int i = 0; i < challenges.Length; i += 2)
        {
            (challenges[i], Fr high) = Split(NextHash());
            if (i + 1 < challenges.Length)
            {
                challenges[i + 1] = high;
            }
        }
    }

    /// <summary>Two challenges from one hash.</summary>
    public (Fr First, Fr Second) ChallengePair(string firstLabel, string secondLabel)
    {
        Span<Fr> pair = [default, default];
        Challenges([firstLabel, secondLabel], pair);
        return (pair[0], pair[1]);
    }

    /// <summary>A challenge g and its repeated squares <c>g, g^2, g^4, ..., g^(2^(count-1))</c>.</summary>
    public Fr[] DyadicPowersOfChallenge(string label, int count)
    {
        Fr[] powers = new Fr[count];
        Fr power = Challenge(label);
        for (int i = 0; i < count; i++)
        {
            powers[i] = power;
            power = Fr.Square(power);
        }

        return powers;
    }

    /// <summary>The two 127-bit halves of a hash.</summary>
    internal static (Fr Low, Fr High) Split(in Fr hash)
    {
        Fields.UInt256 integer = hash.ToInteger();
        Fr low = Fr.FromInteger(new Fields.UInt256(integer.L0, integer.L1 & (ulong.MaxValue >> 1), 0, 0));
        return (low, Fr.FromInteger(integer >> ChallengeBits));
    }

    /// <summary>Adds elements to the buffer and, when recorded, to the manifest.</summary>
    private protected void Append(string label, ReadOnlySpan<Fr> values)
    {
        Entries?.Add(new TranscriptEntry(label, values.Length));
        AppendCore(values);
    }

    private void AppendCore(ReadOnlySpan<Fr> values)
    {
        if (buffered + values.Length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, buffered + values.Length));
        }

        values.CopyTo(buffer.AsSpan(buffered));
        buffered += values.Length;
    }

    private Fr NextHash()
    {
        if (!hasPrevious && buffered == 0)
        {
            throw new InvalidOperationException("A transcript must absorb something before its first challenge.");
        }

        Fr hash = Poseidon2.Hash(buffer.AsSpan(0, buffered));
        hasPrevious = true;
        buffer[0] = hash;
        buffered = 1;
        return hash;
    }
}
