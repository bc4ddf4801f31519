using System.Buffers;
using System.Globalization;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Folding;
using Chonk.Prover.Transcripts;
using MessagePack;

namespace Chonk.Prover.Ivc;

/// <summary>
/// What stands beside a proof's elements, as MessagePack: <c>{format: str, version: uint, circuits: [{name: str, public_inputs: uint,
/// proof_elements: uint, verification_key: bin}], decider_elements: uint}</c>, keys in this order. Lengths could be derived from the keys;
/// they are written for other readers and must agree.
/// </summary>
public static class ChonkManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.msgpack";

    /// <summary>The text of <c>format</c>.</summary>
    public const string Format = "chonk-folding-chain";

    /// <summary>The version written and read; it rises when labels, lengths or fields change.</summary>
    public const uint Version = 1;

    /// <summary>Most circuits of one flow.</summary>
    public const int MaximalCircuitCount = 1 << 12;

    private const int MaximalNameBytes = 1 << 10;

    /// <summary>Writes the manifest of a proof.</summary>
    public static byte[] Write(IReadOnlyList<ProvedCircuit> circuits)
    {
        ArgumentNullException.ThrowIfNull(circuits);
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteMapHeader(4);
        writer.Write("format");
        writer.Write(Format);
        writer.Write("version");
        writer.Write(Version);
        writer.Write("circuits");
        writer.WriteArrayHeader(circuits.Count);
        foreach (ProvedCircuit circuit in circuits)
        {
            writer.WriteMapHeader(4);
            writer.Write("name");
            writer.Write(circuit.Name);
            writer.Write("public_inputs");
            writer.Write(circuit.Key.PublicInputCount);
            writer.Write("proof_elements");
            writer.Write(circuit.ElementCount);
            writer.Write("verification_key");
            writer.Write(circuit.Key.ToBytes());
        }

        writer.Write("decider_elements");
        writer.Write(FoldingProofLength.Decider);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a manifest of untrusted origin.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="circuits">The circuits, when accepted.</param>
    /// <returns>Accepted, or what is wrong.</returns>
    internal static VerificationResult TryRead(ReadOnlyMemory<byte> bytes, out IReadOnlyList<ProvedCircuit> circuits)
    {
        circuits = [];
        try
        {
            return ReadChecked(bytes, out circuits);
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            return Invalid(exception.Message);
        }
    }

    private static VerificationResult ReadChecked(ReadOnlyMemory<byte> bytes, out IReadOnlyList<ProvedCircuit> circuits)
    {
        circuits = [];
        MessagePackReader reader = new(bytes);
        if (reader.ReadMapHeader() != 4 || !IsNext(ref reader, "format") || !IsNext(ref reader, Format))
        {
            return Invalid("not a manifest of this format");
        }

        if (!IsNext(ref reader, "version") || reader.ReadUInt32() is var version && version != Version)
        {
            return VerificationResult.Reject(VerificationFailure.UnsupportedVersion, FileName);
        }

        if (!IsNext(ref reader, "circuits") || reader.ReadArrayHeader() is var count && count is < 1 or > MaximalCircuitCount)
        {
            return Invalid("number of circuits");
        }

        List<ProvedCircuit> read = [];
        for (int i = 0; i < count; i++)
        {
            VerificationResult result = ReadCircuit(ref reader, i, out ProvedCircuit? circuit);
            if (!result.IsAccepted)
            {
                return result.At(string.Create(CultureInfo.InvariantCulture, $"{FileName}: circuit {i}"));
            }

            read.Add(circuit!);
        }

        if (!IsNext(ref reader, "decider_elements") || reader.ReadInt32() != FoldingProofLength.Decider || !reader.End)
        {
            return Invalid("decider length or end of file");
        }

        circuits = read;
        return VerificationResult.Accepted;
    }

    private static VerificationResult ReadCircuit(ref MessagePackReader reader, int index, out ProvedCircuit? circuit)
    {
        circuit = null;
        if (reader.ReadMapHeader() != 4 || !IsNext(ref reader, "name"))
        {
            return Invalid("fields");
        }

        string name = ReadName(ref reader);
        if (name.Length > MaximalNameBytes || !IsNext(ref reader, "public_inputs"))
        {
            return Invalid("name");
        }

        int publicInputs = reader.ReadInt32();
        if (!IsNext(ref reader, "proof_elements"))
        {
            return Invalid("public_inputs");
        }

        int elements = reader.ReadInt32();
        if (!IsNext(ref reader, "verification_key"))
        {
            return Invalid("proof_elements");
        }

        ReadOnlySequence<byte>? keyBytes = reader.ReadBytes();
        if (keyBytes is null || keyBytes.Value.Length != VerificationKey.LengthBytes)
        {
            return VerificationResult.Reject(VerificationFailure.InvalidKey, "length");
        }

        if (!VerificationKey.TryRead(keyBytes.Value.ToArray(), out VerificationKey? key, out string? reason))
        {
            return VerificationResult.Reject(VerificationFailure.InvalidKey, reason);
        }

        if (publicInputs != key!.PublicInputCount)
        {
            return VerificationResult.Reject(VerificationFailure.PublicInputs, "the key has another number of public inputs");
        }

        if (elements != ProvedCircuit.ExpectedElementCount(index, key))
        {
            return Invalid("proof_elements is not what the key demands");
        }

        circuit = new ProvedCircuit(name, key, elements);
        return VerificationResult.Accepted;
    }

    private static string ReadName(ref MessagePackReader reader) =>
        reader.NextMessagePackType == MessagePackType.String
            ? reader.ReadString()!
            : throw new MessagePackSerializationException("A name must be a string.");

    private static bool IsNext(ref MessagePackReader reader, string expected) =>
        reader.NextMessagePackType == MessagePackType.String && reader.ReadString() == expected;

    private static VerificationResult Invalid(string detail) => VerificationResult.Reject(VerificationFailure.InvalidManifest, detail);
}
