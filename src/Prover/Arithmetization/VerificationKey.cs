using Chonk.Prover.Commitments;
using Chonk.Prover.Fields;
using Chonk.Prover.Hashing;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Arithmetization;

/// <summary>
/// What a verifier knows of a Mega circuit: its size, where its public inputs stand, and commitments to its 40 precomputed columns. As
/// field elements: log size, number and first row of public inputs, then four per commitment in the order of <see cref="MegaColumn"/>
/// (both coordinates as low 136 bits and rest; infinity as zeros): 163 in all, 32 big-endian bytes each.
/// </summary>
public sealed class VerificationKey : IEquatable<VerificationKey>
{
    /// <summary>Field elements of a key: 163.</summary>
    public const int ElementCount = HeaderCount + (TranscriptCodec.G1Elements * MegaColumns.PrecomputedCount);

    /// <summary>Bytes of a key: 5216.</summary>
    public const int LengthBytes = ElementCount * 32;

    /// <summary>Logarithm of the largest circuit.</summary>
    public const int MaximalLogSize = 24;

    private const int HeaderCount = 3;
    private readonly Fr[] elements;
    private readonly G1Affine[] commitments;

    /// <summary>A key from its parts.</summary>
    /// <param name="logCircuitSize">Logarithm of the number of rows.</param>
    /// <param name="publicInputCount">Number of public inputs.</param>
    /// <param name="publicInputOffset">Row of the first public input.</param>
    /// <param name="commitments">Commitments to the precomputed columns, in order.</param>
    public VerificationKey(int logCircuitSize, int publicInputCount, int publicInputOffset, ReadOnlySpan<G1Affine> commitments)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logCircuitSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logCircuitSize, MaximalLogSize);
        ArgumentOutOfRangeException.ThrowIfNegative(publicInputCount);
        ArgumentOutOfRangeException.ThrowIfNegative(publicInputOffset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(commitments.Length, MegaColumns.PrecomputedCount, nameof(commitments));
        LogCircuitSize = logCircuitSize;
        PublicInputCount = publicInputCount;
        PublicInputOffset = publicInputOffset;
        this.commitments = commitments.ToArray();
        elements = new Fr[ElementCount];
        elements[0] = Fr.FromUInt64((ulong)logCircuitSize);
        elements[1] = Fr.FromUInt64((ulong)publicInputCount);
        elements[2] = Fr.FromUInt64((ulong)publicInputOffset);
        for (int i = 0; i < commitments.Length; i++)
        {
            TranscriptCodec.Encode(commitments[i], elements.AsSpan(HeaderCount + (TranscriptCodec.G1Elements * i)));
        }

        Hash = Poseidon2.Hash(elements);
    }

    /// <summary>Logarithm of the number of rows.</summary>
    public int LogCircuitSize { get; }

    /// <summary>Number of public inputs.</summary>
    public int PublicInputCount { get; }

    /// <summary>Row of the first public input.</summary>
    public int PublicInputOffset { get; }

    /// <summary>Poseidon2 of <see cref="Elements"/>.</summary>
    public Fr Hash { get; }

    /// <summary>The key as field elements.</summary>
    public ReadOnlySpan<Fr> Elements => elements;

    /// <summary>The commitments, in the order of <see cref="MegaColumn"/>.</summary>
    public ReadOnlySpan<G1Affine> Commitments => commitments;

    /// <summary>The commitment to a precomputed column.</summary>
    public G1Affine this[MegaColumn column] => commitments[(int)column];

    /// <summary>The key of an instance.</summary>
    /// <param name="instance">A populated instance.</param>
    /// <param name="key">At least as many points as the instance has rows.</param>
    public static VerificationKey Create(MegaInstance instance, CommitmentKey key)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(key);
        Polynomial[] columns = [.. Enumerable.Range(0, MegaColumns.PrecomputedCount).Select(column => instance[(MegaColumn)column])];
        return new(instance.LogCircuitSize, instance.PublicInputCount, instance.PublicInputOffset, key.Commit(columns));
    }

    /// <summary>The key of an instance.</summary>
    /// <param name="instance">A populated instance.</param>
    /// <param name="commit">Commits to a column; not called for columns that store nothing, whose commitment is infinity.</param>
    public static VerificationKey Create(MegaInstance instance, Func<Polynomial, G1Affine> commit)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(commit);
        G1Affine[] commitments = new G1Affine[MegaColumns.PrecomputedCount];
        for (int i = 0; i < commitments.Length; i++)
        {
            Polynomial column = instance[(MegaColumn)i];
            commitments[i] = column.IsEmpty ? G1Affine.Infinity : commit(column);
        }

        return new(instance.LogCircuitSize, instance.PublicInputCount, instance.PublicInputOffset, commitments);
    }

    /// <summary>Reads a key of untrusted origin.</summary>
    /// <param name="bytes">Exactly <see cref="LengthBytes"/> bytes.</param>
    /// <param name="key">The key, or null when refused.</param>
    /// <param name="reason">Why it was refused: length, a number out of range, a coordinate that is not canonical, a point off the curve.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out VerificationKey? key, out string? reason)
    {
        key = null;
        if (bytes.Length != LengthBytes)
        {
            reason = $"A verification key has {LengthBytes} bytes, not {bytes.Length}.";
            return false;
        }

        Fr[] read = new Fr[ElementCount];
        for (int i = 0; i < read.Length; i++)
        {
            if (!Fr.TryReadBigEndian(bytes.Slice(32 * i, 32), out read[i]))
            {
                reason = $"Element {i} of the verification key is not below the field's modulus.";
                return false;
            }
        }

        Span<int> header = stackalloc int[HeaderCount];
        for (int i = 0; i < HeaderCount; i++)
        {
            UInt256 number = read[i].ToInteger();
            ulong limit = i == 0 ? MaximalLogSize : 1UL << header[0];
            if (number > UInt256.FromUInt64(limit))
            {
                reason = $"Element {i} of the verification key exceeds {limit}.";
                return false;
            }

            header[i] = (int)number.L0;
        }

        G1Affine[] points = new G1Affine[MegaColumns.PrecomputedCount];
        for (int i = 0; i < points.Length; i++)
        {
            ReadOnlySpan<Fr> encoded = read.AsSpan(HeaderCount + (TranscriptCodec.G1Elements * i), TranscriptCodec.G1Elements);
            VerificationFailure failure = TranscriptCodec.Decode(encoded, out points[i]);
            if (failure != VerificationFailure.None)
            {
                reason = $"The commitment to {(MegaColumn)i} in the verification key is refused: {failure}.";
                return false;
            }
        }

        key = new(header[0], header[1], header[2], points);
        reason = null;
        return true;
    }

    /// <summary>The key as <see cref="LengthBytes"/> bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[LengthBytes];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i].WriteBigEndian(bytes.AsSpan(32 * i));
        }

        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(VerificationKey? other) => other is not null && elements.AsSpan().SequenceEqual(other.elements);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerificationKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();
}
