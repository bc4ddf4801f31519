using System.Buffers;
using Chonk.Prover.Folding;
using Chonk.Prover.Ivc;
using Chonk.Prover.Transcripts;
using MessagePack;
using Xunit;

namespace Chonk.Prover.Tests.Ivc;

/// <summary>The manifest as a format: round trip, every field wrong, and damaged bytes.</summary>
public sealed class ChonkManifestTests : IClassFixture<ChonkProofTests.SmallFlow>
{
    private readonly ChonkProofTests.SmallFlow flow;

    public ChonkManifestTests(ChonkProofTests.SmallFlow flow) => this.flow = flow;

    [Fact]
    public void TryRead_OwnManifest_GivesTheCircuitsBack()
    {
        Assert.True(ChonkManifest.TryRead(flow.Proof.ManifestToBytes(), out IReadOnlyList<ProvedCircuit> circuits).IsAccepted);
        Assert.Equal(flow.Proof.Circuits, circuits);
        Assert.True(ChonkProof.TryRead(flow.Proof.ToBytes(), flow.Proof.ManifestToBytes(), out ChonkProof? proof).IsAccepted);
        Assert.Equal(flow.Elements.ToArray(), proof!.Elements.ToArray());
        Assert.StartsWith(
            """{"format":"chonk-folding-chain","version":1,"circuits":[{"name":"circuit:0","public_inputs":3,"proof_elements":375,""",
            MessagePackSerializer.ConvertToJson(flow.Proof.ManifestToBytes()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format", VerificationFailure.InvalidManifest)]
    [InlineData("version", VerificationFailure.UnsupportedVersion)]
    [InlineData("circuits", VerificationFailure.InvalidManifest)]
    [InlineData("public_inputs", VerificationFailure.PublicInputs)]
    [InlineData("proof_elements", VerificationFailure.InvalidManifest)]
    [InlineData("key length", VerificationFailure.InvalidKey)]
    [InlineData("key point", VerificationFailure.InvalidKey)]
    [InlineData("decider_elements", VerificationFailure.InvalidManifest)]
    [InlineData("trailing", VerificationFailure.InvalidManifest)]
    [InlineData("name", VerificationFailure.InvalidManifest)]
    [InlineData("long name", VerificationFailure.InvalidManifest)]
    [InlineData("fields", VerificationFailure.InvalidManifest)]
    [InlineData("fields of a circuit", VerificationFailure.InvalidManifest)]
    [InlineData("version of 64 bits", VerificationFailure.InvalidManifest)]
    public void TryRead_OneFieldWrong_IsRejectedForThatReason(string field, VerificationFailure expected)
    {
        Assert.True(ChonkManifest.TryRead(Write(flow.Proof.Circuits[0], ""), out _).IsAccepted);
        Assert.Equal(expected, ChonkManifest.TryRead(Write(flow.Proof.Circuits[0], field), out _).Failure);
    }

    /// <summary>A flow without circuits would leave nothing to open, and one of very many would cost hours.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(ChonkManifest.MaximalCircuitCount + 1)]
    public void Verify_NumberOfCircuitsOutOfRange_IsRejectedBeforeAnyIsRead(int count)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteMapHeader(4);
        writer.Write("format");
        writer.Write(ChonkManifest.Format);
        writer.Write("version");
        writer.Write(ChonkManifest.Version);
        writer.Write("circuits");
        writer.WriteArrayHeader(count);
        writer.Flush();
        writer.Write("decider_elements");
        writer.Write(FoldingProofLength.Decider);
        writer.Flush();
        byte[] manifest = [.. buffer.WrittenSpan, .. new byte[count]];
        VerificationResult result = flow.Verifier.Verify(flow.Proof.ToBytes().AsSpan(0, FoldingProofLength.Decider * 32), manifest);
        Assert.Equal((VerificationFailure.InvalidManifest, "number of circuits"), (result.Failure, result.Detail));
    }

    [Fact]
    public void Verify_DamagedManifests_NeverThrows()
    {
        byte[] manifest = flow.Proof.ManifestToBytes();
        byte[] proof = flow.Proof.ToBytes();
        for (int length = 0; length < manifest.Length; length += length < 300 ? 1 : 61)
        {
            Assert.False(flow.Verifier.Verify(proof, manifest.AsMemory(0, length)).IsAccepted);
        }

        const int Seed = 5;
        Random random = new(Seed);
        for (int i = 0; i < 1000; i++)
        {
            byte[] damaged = [.. manifest];
            int count = 1 + random.Next(3);
            for (int k = 0; k < count; k++)
            {
                // Mostly outside the keys, where the structure is.
                int at = random.Next(4) == 0 ? random.Next(damaged.Length) : random.Next(120);
                damaged[at] = (byte)random.Next(256);
            }

            if (!damaged.AsSpan().SequenceEqual(manifest))
            {
                VerificationResult result = flow.Verifier.Verify(proof, damaged);

                // A name is the only thing that may change without harm.
                Assert.True(!result.IsAccepted || SameButForNames(damaged), $"seed {Seed}, damage {i}: {result}");
            }
        }

        for (int i = 0; i < 200; i++)
        {
            byte[] noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            Assert.False(flow.Verifier.Verify(proof, noise).IsAccepted);
            Assert.False(flow.Verifier.Verify(noise, manifest).IsAccepted);
        }
    }

    private static byte[] Write(ProvedCircuit circuit, string wrong)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.WriteMapHeader(wrong == "fields" ? 5 : 4);
        writer.Write("format");
        writer.Write(wrong == "format" ? "other" : ChonkManifest.Format);
        writer.Write("version");
        writer.Write(wrong == "version" ? 2UL : wrong == "version of 64 bits" ? (1UL << 32) + 1 : 1UL);
        writer.Write("circuits");
        writer.WriteArrayHeader(wrong == "circuits" ? 0 : 1);
        writer.WriteMapHeader(wrong == "fields of a circuit" ? 3 : 4);
        writer.Write("name");
        if (wrong == "name")
        {
            writer.Write(7);
        }
        else
        {
            writer.Write(wrong == "long name" ? new string('f', 1025) : "f");
        }

        writer.Write("public_inputs");
        writer.Write(circuit.Key.PublicInputCount + (wrong == "public_inputs" ? 1 : 0));
        writer.Write("proof_elements");
        writer.Write(circuit.ElementCount + (wrong == "proof_elements" ? 1 : 0));
        writer.Write("verification_key");
        byte[] key = circuit.Key.ToBytes();
        key[200] ^= (byte)(wrong == "key point" ? 1 : 0);
        writer.Write(key.AsSpan(0, key.Length - (wrong == "key length" ? 32 : 0)));
        writer.Write("decider_elements");
        writer.Write(wrong == "decider_elements" ? 123 : 124);
        if (wrong == "trailing")
        {
            writer.WriteNil();
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private bool SameButForNames(byte[] manifest) =>
        ChonkManifest.TryRead(manifest, out IReadOnlyList<ProvedCircuit> circuits).IsAccepted
        && circuits.Select(c => (c.Key, c.ElementCount)).SequenceEqual(flow.Proof.Circuits.Select(c => (c.Key, c.ElementCount)));
}
