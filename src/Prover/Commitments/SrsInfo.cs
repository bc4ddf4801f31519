using Chonk.Prover.Curves;
using Chonk.Prover.Curves.Pairing;

namespace Chonk.Prover.Commitments;

/// <summary>What a directory of reference strings holds.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="PointCount">Whole points in <c>bn254_g1.dat</c>.</param>
/// <param name="GrumpkinPointCount">Whole points in <c>grumpkin_g1_v2.flat.dat</c>; 0 when there is no such file.</param>
/// <param name="IsInsecure">Whether tau is the published one of the development string.</param>
public sealed record SrsInfo(string Directory, long PointCount, long GrumpkinPointCount, bool IsInsecure)
{
    /// <summary>
    /// Reads the lengths, the G2 point and the first two powers of tau, and checks by pairing that both groups have the same tau.
    /// </summary>
    /// <exception cref="SrsFormatException">A file is missing, too short or broken.</exception>
    public static SrsInfo Read(string directory)
    {
        using Srs srs = Srs.Open(directory, 2);
        string path = Path.Combine(directory, SrsFile.G1Name);
        if (!OptimalAtePairing.IsProductOne([(srs.Points[1], G2Affine.Generator), (-srs.Points[0], srs.TauG2)]))
        {
            throw new SrsFormatException(path, G1Affine.EncodingLength, "the second point and the G2 point have different tau");
        }

        string grumpkin = Path.Combine(directory, SrsFile.GrumpkinName);
        return new SrsInfo(
            directory,
            SrsFile.CountPoints<Bn254, Fq, Fr>(path),
            File.Exists(grumpkin) ? SrsFile.CountPoints<Grumpkin, Fr, Fq>(grumpkin) : 0,
            srs.IsInsecure);
    }
}
