using System.Security.Cryptography;
using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Fields;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Commitments;

/// <summary>
/// Makes the development reference string, whose tau is public: tau = SHA-256("CHONK_TEST_SRS_TAU_V1") mod r. Proofs made with it prove
/// nothing to anybody. The Grumpkin points are the real ones, since they hide nothing.
/// </summary>
public static class SrsGenerator
{
    private const int BlockLength = 4096;

    /// <summary>The published tau.</summary>
    public static Fr DevelopmentTau { get; } =
        Fr.FromInteger(UInt256.ReadBigEndian(SHA256.HashData("CHONK_TEST_SRS_TAU_V1"u8)));

    /// <summary>The published tau times the generator of G2.</summary>
    public static G2Affine DevelopmentTauG2 { get; } = (G2Jacobian.Generator * DevelopmentTau).ToAffine();

    /// <summary>Writes the three files of the development string, each atomically.</summary>
    /// <param name="directory">Created when absent.</param>
    /// <param name="pointCount">Powers of tau, at least 1.</param>
    /// <param name="grumpkinPointCount">Points of Grumpkin; 0 writes no such file.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    public static void Generate(string directory, int pointCount, int grumpkinPointCount = 0, WorkScheduler? scheduler = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pointCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(grumpkinPointCount);
        Directory.CreateDirectory(directory);
        SrsFile.WriteAtomically(Path.Combine(directory, SrsFile.G2Name), stream => WritePoint(stream, DevelopmentTauG2));
        SrsFile.WriteAtomically(Path.Combine(directory, SrsFile.G1Name), stream => WritePowers(stream, 0, pointCount, scheduler));
        if (grumpkinPointCount > 0)
        {
            SrsFile.WriteAtomically(
                Path.Combine(directory, SrsFile.GrumpkinName), stream => WriteGrumpkin(stream, grumpkinPointCount, scheduler));
        }
    }

    /// <summary>Writes the encodings of <c>[tau^i]_1</c> for i in <c>[first, end)</c>: about 32 batched additions per point.</summary>
    internal static void WritePowers(Stream stream, int first, int end, WorkScheduler? scheduler)
    {
        scheduler ??= WorkScheduler.Shared;
        using FixedBaseTable<Bn254, Fq, Fr> table = new(G1Affine.Generator);
        int perRound = BlockLength * scheduler.ThreadCount;
        byte[] bytes = new byte[G1Affine.EncodingLength * Math.Min(perRound, end - first)];
        for (int start = first; start < end; start += perRound)
        {
            int count = Math.Min(perRound, end - start);
            int roundStart = start;
            scheduler.For(count, BlockLength, (from, to, _) =>
            {
                Fr power = Fr.Pow(DevelopmentTau, (ulong)(roundStart + from));
                Fr[] powers = new Fr[to - from];
                for (int i = 0; i < powers.Length; i++)
                {
                    powers[i] = power;
                    power *= DevelopmentTau;
                }

                G1Affine[] points = new G1Affine[powers.Length];
                table.Multiply(powers, points);
                for (int i = 0; i < points.Length; i++)
                {
                    points[i].WriteBigEndian(bytes.AsSpan((from + i) * G1Affine.EncodingLength));
                }
            });
            stream.Write(bytes, 0, count * G1Affine.EncodingLength);
        }
    }

    private static void WriteGrumpkin(Stream stream, int count, WorkScheduler? scheduler)
    {
        byte[] bytes = new byte[GrumpkinAffine.EncodingLength * count];
        (scheduler ?? WorkScheduler.Shared).For(count, 64, (start, end, _) =>
        {
            for (int i = start; i < end; i++)
            {
                GrumpkinGenerators.HashToCurve((ulong)i).WriteBigEndian(bytes.AsSpan(i * GrumpkinAffine.EncodingLength));
            }
        });
        stream.Write(bytes);
    }

    private static void WritePoint(Stream stream, in G2Affine point)
    {
        Span<byte> bytes = stackalloc byte[G2Affine.EncodingLength];
        point.WriteBigEndian(bytes);
        stream.Write(bytes);
    }
}
