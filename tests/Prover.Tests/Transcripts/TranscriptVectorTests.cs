using System.Text.Json;
using Chonk.Prover.Hashing;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Transcripts;

/// <summary>The first messages of a proof of the reference prover, replayed (origin: export_vectors.py beside the file).</summary>
public sealed class TranscriptVectorTests
{
    [Fact]
    public void Hash_OfReferenceKey_IsAsAbsorbed() =>
        Assert.Equal(
            Fr.ParseHex(ReferenceProof.Document.GetProperty("keyHash").GetString()),
            Poseidon2.Hash(ReferenceProof.Elements(ReferenceProof.Document, "key")));

    [Fact]
    public void Challenges_OfReferenceProof_AreThose()
    {
        ProverTranscript prover = new();
        VerifierTranscript verifier = new();
        List<Fr> expectedProof = [];
        int challenges = 0;
        foreach (JsonElement step in ReferenceProof.Steps)
        {
            if (step.TryGetProperty("elements", out _))
            {
                Fr[] elements = ReferenceProof.Elements(step, "elements");
                prover.Send("m", elements);
                expectedProof.AddRange(elements);
                Fr[] received = new Fr[elements.Length];
                verifier.Load(elements);
                Assert.True(verifier.TryReceive("m", received));
                Assert.Equal(elements, received);
            }
            else
            {
                Fr[] expected = ReferenceProof.Elements(step, "values");
                string[] labels = LabelSequence.Create("c", expected.Length);
                foreach (Transcript transcript in new Transcript[] { prover, verifier })
                {
                    Fr[] actual = new Fr[expected.Length];
                    transcript.Challenges(labels, actual);
                    Assert.Equal(expected, actual);
                }

                challenges += expected.Length;
            }
        }

        Assert.Equal(21, challenges);
        Assert.Equal(expectedProof, prover.TakeProof());
    }
}
