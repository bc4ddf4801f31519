using Chonk.Prover.Folding;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Ivc;

/// <summary>
/// The proof of a flow: one part per circuit in order, then the decider's part, all on one transcript. It is stored as two files: the
/// elements, 32 big-endian bytes each without a header (<see cref="FileName"/>), and the manifest (<see cref="ChonkManifest.FileName"/>).
/// </summary>
public sealed class ChonkProof
{
    /// <summary>Name of the file of elements.</summary>
    public const string FileName = "proof";

    private const int ElementBytes = 32;
    private readonly Fr[] elements;

    /// <summary>A proof from its parts.</summary>
    /// <param name="circuits">The circuits in order.</param>
    /// <param name="elements">All elements.</param>
    internal ChonkProof(IReadOnlyList<ProvedCircuit> circuits, Fr[] elements)
    {
        Circuits = circuits;
        this.elements = elements;
    }

    /// <summary>The circuits, in the order in which they were folded.</summary>
    public IReadOnlyList<ProvedCircuit> Circuits { get; }

    /// <summary>All elements in order.</summary>
    public ReadOnlyMemory<Fr> Elements => elements;

    /// <summary>Reads a proof of untrusted origin: encodings, keys and lengths are checked, the proof itself is not.</summary>
    /// <param name="proofBytes">The file of elements.</param>
    /// <param name="manifestBytes">The manifest.</param>
    /// <param name="proof">The proof, or null when refused.</param>
    /// <returns>Accepted, or what is wrong with the files.</returns>
    public static VerificationResult TryRead(
        ReadOnlySpan<byte> proofBytes, ReadOnlyMemory<byte> manifestBytes, out ChonkProof? proof)
    {
        proof = null;
        VerificationResult result = ChonkManifest.TryRead(manifestBytes, out IReadOnlyList<ProvedCircuit> circuits);
        if (!result.IsAccepted)
        {
            return result;
        }

        long expected = circuits.Sum(circuit => (long)circuit.ElementCount) + FoldingProofLength.Decider;
        if (proofBytes.Length < expected * ElementBytes)
        {
            return VerificationResult.Reject(VerificationFailure.ProofTooShort, FileName);
        }

        if (proofBytes.Length > expected * ElementBytes)
        {
            return VerificationResult.Reject(VerificationFailure.ProofTooLong, FileName);
        }

        Fr[] read = new Fr[expected];
        for (int i = 0; i < read.Length; i++)
        {
            if (!Fr.TryReadBigEndian(proofBytes.Slice(i * ElementBytes, ElementBytes), out read[i]))
            {
                return VerificationResult.Reject(
                    VerificationFailure.NonCanonicalElement,
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{FileName}: element {i}"));
            }
        }

        proof = new ChonkProof(circuits, read);
        return result;
    }

    /// <summary>The file of elements.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[elements.Length * ElementBytes];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i].WriteBigEndian(bytes.AsSpan(i * ElementBytes));
        }

        return bytes;
    }

    /// <summary>The manifest.</summary>
    public byte[] ManifestToBytes() => ChonkManifest.Write(Circuits);
}
