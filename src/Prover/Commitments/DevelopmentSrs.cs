using Chonk.Prover.Curves;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Commitments;

/// <summary>
/// The development reference string in the user's cache folder (<c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>, then <c>chonk/development-srs</c>): made
/// when first needed, lengthened when a larger circuit comes. Insecure: see <see cref="SrsGenerator"/>.
/// </summary>
public static class DevelopmentSrs
{
    /// <summary>Powers of tau that a new cache holds: enough for 2^15 rows, made in under a second.</summary>
    public const int MinPointCount = (1 << 15) + 1;

    /// <summary>The cache folder.</summary>
    public static string DefaultDirectory
    {
        get
        {
            string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            return Path.Combine(
                string.IsNullOrEmpty(cache) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache") : cache,
                "chonk",
                "development-srs");
        }
    }

    /// <summary>Makes sure the cache holds enough points; keeps those it has. Safe against concurrent processes: files are replaced whole.</summary>
    /// <param name="pointCount">Powers of tau needed.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    /// <param name="directory">The cache folder; <see cref="DefaultDirectory"/> when null.</param>
    /// <returns>The directory to open.</returns>
    /// <exception cref="SrsFormatException">A cached file cannot be read.</exception>
    public static string Ensure(int pointCount, WorkScheduler? scheduler = null, string? directory = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pointCount, 1);
        directory ??= DefaultDirectory;
        string path = Path.Combine(directory, SrsFile.G1Name);
        int wanted = Math.Max(pointCount, MinPointCount);
        if (!File.Exists(path) || !File.Exists(Path.Combine(directory, SrsFile.G2Name)))
        {
            SrsGenerator.Generate(directory, wanted, scheduler: scheduler);
            return directory;
        }

        int present = (int)Math.Min(int.MaxValue, SrsFile.CountPoints<Bn254, Fq, Fr>(path));
        if (present < pointCount)
        {
            SrsFile.WriteAtomically(path, stream =>
            {
                using (FileStream old = File.OpenRead(path))
                {
                    CopyExactly(old, stream, (long)present * G1Affine.EncodingLength);
                }

                SrsGenerator.WritePowers(stream, present, wanted, scheduler);
            });
        }

        return directory;
    }

    private static void CopyExactly(FileStream source, Stream target, long length)
    {
        byte[] block = new byte[1 << 16];
        while (length > 0)
        {
            int count = (int)Math.Min(block.Length, length);
            source.ReadExactly(block, 0, count);
            target.Write(block, 0, count);
            length -= count;
        }
    }
}
