using Chonk.Prover.Commitments;
using Chonk.Prover.Tests.Arithmetization;

namespace Chonk.Prover.Tests.Commitments;

/// <summary>
/// The development key. Its tau is known, so an opening can be checked without the pairing: <c>P_0 + tau P_1 = 0</c>.
/// </summary>
internal sealed class TestCommitmentKey
{
    private TestCommitmentKey(Srs srs)
    {
        Srs = srs;
        Key = new CommitmentKey(srs);
    }

    public static TestCommitmentKey Instance { get; } =
        new(Srs.Open(DevelopmentSrs.Ensure(DevelopmentSrs.MinPointCount), DevelopmentSrs.MinPointCount));

    public Srs Srs { get; }

    public CommitmentKey Key { get; }

    public bool Check(PairingPoints points) => ((G1Jacobian)points.P0 + ((G1Jacobian)points.P1 * TrapdoorCommitments.Tau)).IsInfinity;
}
