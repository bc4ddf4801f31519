using Chonk.Prover.Curves;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Commitments;

/// <summary>
/// The structured reference string of BN254: <c>[tau^i]_1</c> for i below <see cref="PointCount"/>, 64 bytes each in Montgomery form, and
/// <c>[tau]_2</c>. The points are read once from a directory; the object owns their buffer.
/// </summary>
public sealed class Srs : IDisposable
{
    private readonly NativeBuffer<G1Affine> points;

    private Srs(string directory, NativeBuffer<G1Affine> points, in G2Affine tauG2)
    {
        Directory = directory;
        this.points = points;
        TauG2 = tauG2;
        IsInsecure = tauG2 == SrsGenerator.DevelopmentTauG2;
    }

    /// <summary>Where users keep it when they say nothing: <c>~/.bb-crs</c>.</summary>
    public static string DefaultDirectory =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".bb-crs");

    /// <summary>The directory it came from.</summary>
    public string Directory { get; }

    /// <summary>Whether tau is the published one of the development string, so that anybody can forge proofs.</summary>
    public bool IsInsecure { get; }

    /// <summary>Number of powers of tau held.</summary>
    public int PointCount => points.Length;

    /// <summary>The powers of tau in G1.</summary>
    public ReadOnlySpan<G1Affine> Points => points.Span;

    /// <summary>tau times the generator of G2.</summary>
    public G2Affine TauG2 { get; }

    /// <summary>Reads a directory.</summary>
    /// <param name="directory">Holds <c>bn254_g1.dat</c> and <c>bn254_g2.dat</c>.</param>
    /// <param name="pointCount">Powers of tau to read, at least 1.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    /// <exception cref="SrsFormatException">A file is missing, too short or broken.</exception>
    public static Srs Open(string directory, int pointCount, WorkScheduler? scheduler = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pointCount, 1);
        G2Affine tauG2 = ReadTauG2(directory);
        string path = Path.Combine(directory, SrsFile.G1Name);
        NativeBuffer<G1Affine> points = NativeBuffer<G1Affine>.CreateUninitialized(pointCount, BufferCategory.CommitmentKey);
        try
        {
            SrsFile.ReadPoints<Bn254, Fq, Fr>(path, 0, points.Span, scheduler);
            return points.Span[0] == G1Affine.Generator
                ? new Srs(directory, points, tauG2)
                : throw new SrsFormatException(path, 0, "the first point is not the generator (1, 2)");
        }
        catch
        {
            points.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the given directory; without one the default directory; where that does not exist, the development string, made and cached on
    /// first use. The caller announces <see cref="IsInsecure"/>.
    /// </summary>
    /// <param name="directory">The user's choice, or null.</param>
    /// <param name="pointCount">Powers of tau to read, at least 1.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    /// <exception cref="SrsFormatException">A file is missing, too short or broken.</exception>
    public static Srs OpenOrDevelopment(string? directory, int pointCount, WorkScheduler? scheduler = null)
    {
        if (directory is null && !System.IO.Directory.Exists(DefaultDirectory))
        {
            return Open(DevelopmentSrs.Ensure(pointCount, scheduler), pointCount, scheduler);
        }

        return Open(directory ?? DefaultDirectory, pointCount, scheduler);
    }

    /// <summary>Reads only <c>[tau]_2</c>, which is all that verification needs.</summary>
    /// <exception cref="SrsFormatException">The file is missing or broken.</exception>
    public static G2Affine ReadTauG2(string directory)
    {
        G2Affine[] point = new G2Affine[1];
        SrsFile.ReadPoints<Bn254G2, Fq2, Fr>(Path.Combine(directory, SrsFile.G2Name), 0, point);
        return point[0];
    }

    /// <inheritdoc/>
    public void Dispose() => points.Dispose();
}
