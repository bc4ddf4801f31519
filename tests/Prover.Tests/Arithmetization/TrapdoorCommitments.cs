using System.Security.Cryptography;
using System.Text;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>
/// Commitments under the development SRS without the SRS: its tau is known, so a commitment is <c>f(tau) G</c>. An independent check of
/// keys that needs no multi-scalar multiplication.
/// </summary>
internal static class TrapdoorCommitments
{
    /// <summary><c>SHA-256("CHONK_TEST_SRS_TAU_V1") mod r</c>.</summary>
    public static Fr Tau { get; } = Fr.FromInteger(UInt256.ReadBigEndian(SHA256.HashData(Encoding.ASCII.GetBytes("CHONK_TEST_SRS_TAU_V1"))));

    public static G1Affine Commit(Polynomial column) =>
        JacobianPoint<Bn254, Fq, Fr>.Multiply(JacobianPoint<Bn254, Fq, Fr>.Generator, column.Evaluate(Tau).ToInteger()).ToAffine();

    public static VerificationKey KeyOf(MegaInstance instance) => VerificationKey.Create(instance, Commit);

    /// <summary>Names of the columns whose commitments differ, and of header elements that do; empty for equal keys.</summary>
    public static string Differences(VerificationKey expected, VerificationKey actual)
    {
        List<string> names = [];
        if (expected.LogCircuitSize != actual.LogCircuitSize)
        {
            names.Add($"log size {expected.LogCircuitSize} / {actual.LogCircuitSize}");
        }

        if (expected.PublicInputCount != actual.PublicInputCount || expected.PublicInputOffset != actual.PublicInputOffset)
        {
            names.Add($"public inputs {expected.PublicInputCount}@{expected.PublicInputOffset} / {actual.PublicInputCount}@{actual.PublicInputOffset}");
        }

        for (int i = 0; i < MegaColumns.PrecomputedCount; i++)
        {
            if (expected.Commitments[i] != actual.Commitments[i])
            {
                names.Add(((MegaColumn)i).ToString());
            }
        }

        return string.Join(", ", names);
    }
}
