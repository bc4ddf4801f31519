using Chonk.Prover.Commitments;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Folding;

/// <summary>Proves an accumulator's claim: both polynomials are opened at its point by Gemini, Shplonk and KZG.</summary>
public static class DeciderProver
{
    /// <summary>Sends the opening proof. The accumulator stays usable and owned by the caller.</summary>
    /// <param name="accumulator">The claim and its polynomials.</param>
    /// <param name="commitmentKey">Commits to folds and quotients.</param>
    /// <param name="transcript">The transcript that the accumulator was made on.</param>
    public static void Prove(ProverAccumulator accumulator, CommitmentKey commitmentKey, ProverTranscript transcript)
    {
        using Zone zone = Zone.Enter("HypernovaDeciderProver::construct_proof");
        ProverOpeningClaim claim;
        using (Zone.Enter("ShpleminiProver::prove"))
        {
            using GeminiProver gemini = GeminiProver.Prove(
                accumulator.Unshifted, accumulator.ToBeShifted, accumulator.LogSize, accumulator.Claim.Point, commitmentKey, transcript);
            claim = ShplonkProver.Prove(gemini.Claims, commitmentKey, transcript);
        }

        KzgProver.Prove(claim, commitmentKey, transcript);
    }
}
