using Chonk.Prover.Curves;

namespace Chonk.Prover.Commitments;

/// <summary>What a directory of reference strings holds.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="PointCount">Whole points in <c>bn254_g1.dat</c>.</param>
/// <param name="GrumpkinPointCount">Whole points in <c>grumpkin_g1_v2.flat.dat</c>; 0 when there is no such file.</param>
/// <param name="IsInsecure">Whether tau is the published one of the development string.</param>
public sealed record SrsInfo(string Directory, long PointCount, long GrumpkinPointCount, bool IsInsecure)
{
    /// <summary>Reads the lengths, the G2 point and the first two powers of tau.</summary>
    /// <exception cref="SrsFormatException">A file is missing, too short or broken.</exception>
    public static SrsInfo Read(string directory)
    {
        using Srs srs = Srs.Open(directory, 2);
        string grumpkin = Path.Combine(directory, SrsFile.GrumpkinName);
        return new SrsInfo(
            directory,
            SrsFile.CountPoints<Bn254, Fq, Fr>(Path.Combine(directory, SrsFile.G1Name)),
            File.Exists(grumpkin) ? SrsFile.CountPoints<Grumpkin, Fr, Fq>(grumpkin) : 0,
            srs.IsInsecure);
    }
}
