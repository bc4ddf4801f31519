using Chonk.Prover.Commitments;
using Chonk.Prover.Curves.Pairing;
using Chonk.Prover.Tests.Transcripts;
using Chonk.Prover.Transcripts;
using Xunit;

namespace Chonk.Prover.Tests.Commitments;

/// <summary>Openings made by the reference prover under the development SRS, checked with this verifier's last steps.</summary>
public sealed class ReferenceOpeningTests
{
    [Fact]
    public void KzgVerifier_MergeOpeningOfTheReferenceProof_IsAcceptedAndRefusedWhenAltered()
    {
        Fr[] evaluations = ReferenceProof.Message("evaluations");
        OpeningClaim claim = MergeClaim(evaluations);
        Fr[] quotient = ReferenceProof.Message("KZG:W");
        Assert.True(Check(claim, quotient));
        Assert.False(Check(claim with { Evaluation = Fr.One }, quotient));
        Assert.False(Check(claim with { Point = claim.Point + Fr.One }, quotient));
        evaluations[5] += Fr.One;
        Assert.False(Check(MergeClaim(evaluations), quotient));
        Assert.False(Check(claim, ReferenceProof.Message("SHPLONK_BATCHED_QUOTIENT")));
    }

    [Fact]
    public void PairingPoints_AmongThePublicInputsOfTheReferenceProof_Check()
    {
        // The hiding kernel's last 28 public inputs begin with the aggregated pairing points.
        G1Affine[] points = ReferenceProof.Points(ReferenceProof.Message("public inputs").AsMemory(^28..^20));
        Assert.True(new PairingPoints(points[0], points[1]).Check(TestCommitmentKey.Instance.Srs.TauG2));
        Assert.False(new PairingPoints(points[1], points[0]).Check(TestCommitmentKey.Instance.Srs.TauG2));
        Assert.True(OptimalAtePairing.IsProductOne([(points[0], G2Affine.Generator), (points[1], TestCommitmentKey.Instance.Srs.TauG2)]));
    }

    private static bool Check(OpeningClaim claim, Fr[] quotient)
    {
        Assert.True(KzgVerifier.TryReduce(claim, new VerifierTranscript(quotient), out PairingPoints points).IsAccepted);
        Assert.Equal(TestCommitmentKey.Instance.Check(points), points.Check(TestCommitmentKey.Instance.Srs.TauG2));
        return points.Check(TestCommitmentKey.Instance.Srs.TauG2);
    }

    /// <summary>
    /// The merge protocol's Shplonk with independent coefficients b_i: 12 tables open at kappa and G, weighted by
    /// <c>(z - kappa) / (z - 1/kappa)</c>, at 1/kappa: <c>sum of s_i (C_i - v_i [1]) - (z - kappa) Q</c> is zero at z.
    /// </summary>
    private static OpeningClaim MergeClaim(Fr[] evaluations)
    {
        G1Affine[] tables =
        [
            .. ReferenceProof.Points(ReferenceProof.Message("public inputs").AsMemory(^16..)),
            .. ReferenceProof.Points(ReferenceProof.Message("nine wire commitments")).AsSpan(3, 4),
            .. ReferenceProof.Points(ReferenceProof.Message("MERGED_TABLE")),
            .. ReferenceProof.Points(ReferenceProof.Message("REVERSED_BATCHED_LEFT_TABLES")),
        ];
        Fr[] b = ReferenceProof.Challenges("SHPLONK_MERGE_BATCHING_CHALLENGE");
        Fr kappa = ReferenceProof.Challenges("kappa")[0];
        Fr z = ReferenceProof.Challenges("shplonk_opening_challenge")[0];
        G1Jacobian sum = (G1Jacobian)ReferenceProof.Points(ReferenceProof.Message("SHPLONK_BATCHED_QUOTIENT"))[0] * (kappa - z);
        for (int i = 0; i < tables.Length; i++)
        {
            Fr weight = i < 12 ? b[i] : b[i] * (z - kappa) * Fr.Inverse(z - Fr.Inverse(kappa));
            sum += ((G1Jacobian)tables[i] - (G1Jacobian.Generator * evaluations[i])) * weight;
        }

        return new OpeningClaim(sum, z, Fr.Zero);
    }
}
