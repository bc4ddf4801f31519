using System.Globalization;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Commitments;

/// <summary>
/// Files of points: x then y, 32 bytes a coordinate of the prime field, big endian, not in Montgomery form, no header. What is read is
/// checked: canonical coordinates, on the curve, in the subgroup, not infinity.
/// </summary>
public static class SrsFile
{
    /// <summary>Powers of tau in G1: point i is tau^i times the generator.</summary>
    public const string G1Name = "bn254_g1.dat";

    /// <summary>tau times the generator of G2.</summary>
    public const string G2Name = "bn254_g2.dat";

    /// <summary>Independent points of Grumpkin.</summary>
    public const string GrumpkinName = "grumpkin_g1_v2.flat.dat";

    private const int PointsPerBlock = 4096;

    /// <summary>Number of whole points in a file.</summary>
    /// <exception cref="SrsFormatException">The file cannot be read.</exception>
    public static long CountPoints<TCurve, TBase, TScalar>(string path)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        try
        {
            return new FileInfo(path).Length / AffinePoint<TCurve, TBase, TScalar>.EncodingLength;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SrsFormatException(path, 0, "cannot be read", exception);
        }
    }

    /// <summary>Reads points <c>[first, first + destination.Length)</c>, decoding on all threads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="first">Index of the first point.</param>
    /// <param name="destination">Filled completely.</param>
    /// <param name="scheduler">The threads; the process's own when null.</param>
    /// <exception cref="SrsFormatException">The file cannot be read, is too short, or holds something that is not a point.</exception>
    public static unsafe void ReadPoints<TCurve, TBase, TScalar>(
        string path, long first, Span<AffinePoint<TCurve, TBase, TScalar>> destination, WorkScheduler? scheduler = null)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        int pointBytes = AffinePoint<TCurve, TBase, TScalar>.EncodingLength;
        byte[] block = new byte[pointBytes * Math.Min(destination.Length, PointsPerBlock)];
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            for (int done = 0; done < destination.Length; done += PointsPerBlock)
            {
                int count = Math.Min(PointsPerBlock, destination.Length - done);
                long offset = (first + done) * pointBytes;
                ReadBlock(file, path, offset, block.AsSpan(0, count * pointBytes));
                fixed (AffinePoint<TCurve, TBase, TScalar>* pinned = destination)
                {
                    AffinePoint<TCurve, TBase, TScalar>* target = pinned + done;
                    (scheduler ?? WorkScheduler.Shared).For(count, 512, (start, end, _) =>
                    {
                        for (int i = start; i < end; i++)
                        {
                            if (!AffinePoint<TCurve, TBase, TScalar>.TryReadBigEndian(block.AsSpan(i * pointBytes, pointBytes), out target[i])
                                || target[i].IsInfinity)
                            {
                                throw new SrsFormatException(path, offset + ((long)i * pointBytes), "not a point of the group");
                            }
                        }
                    });
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SrsFormatException(path, 0, "cannot be read", exception);
        }
    }

    /// <summary>Writes a file under a temporary name in the same folder, then moves it into place.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <param name="write">Writes the whole content.</param>
    public static void WriteAtomically(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void ReadBlock(Microsoft.Win32.SafeHandles.SafeFileHandle file, string path, long offset, Span<byte> block)
    {
        int read = 0;
        while (read < block.Length)
        {
            int got = RandomAccess.Read(file, block[read..], offset + read);
            if (got == 0)
            {
                throw new SrsFormatException(
                    path,
                    offset + read,
                    string.Create(CultureInfo.InvariantCulture, $"the file ends, but {block.Length - read} more bytes are needed"));
            }

            read += got;
        }
    }
}
