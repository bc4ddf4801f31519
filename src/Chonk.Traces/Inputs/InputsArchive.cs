using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Chonk.Traces.Inputs;

/// <summary>
/// The archive of pinned flows: <c>FLOW/ivc-inputs.msgpack</c> in a gzip-compressed tar. Unpacking writes regular files below one folder
/// and nothing else: absolute or upward paths, links, devices, repeated names and anything beyond the limits are refused.
/// </summary>
public static class InputsArchive
{
    /// <summary>The file that makes a folder a flow.</summary>
    public const string FlowFileName = "ivc-inputs.msgpack";

    /// <summary>Unpacks into a folder that does not exist yet.</summary>
    /// <exception cref="InputsException">The archive is broken, hostile or too large; the folder is then incomplete and to be removed.</exception>
    public static void Unpack(string archive, string folder, UnpackLimits limits)
    {
        string root = Path.GetFullPath(folder);
        HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
        long left = limits.UnpackedBytes;
        int entries = 0;
        try
        {
            Directory.CreateDirectory(root);
            using GZipStream unpacked = new(File.OpenRead(archive), CompressionMode.Decompress);
            using LimitedStream bounded = new(unpacked, limits.UnpackedBytes + (1024L * limits.Entries));
            using TarReader tar = new(bounded);
            while (tar.GetNextEntry() is { } entry)
            {
                if (++entries > limits.Entries)
                {
                    throw new InputsException($"{archive}: more than {limits.Entries} entries");
                }

                string target = TargetOf(entry, root, archive);
                if (entry.EntryType == TarEntryType.Directory)
                {
                    Directory.CreateDirectory(target);
                    continue;
                }

                left -= entry.Length;
                if (left < 0)
                {
                    throw new InputsException($"{archive}: more than {limits.UnpackedBytes} bytes unpacked");
                }

                if (!written.Add(target))
                {
                    throw new InputsException($"{archive}: '{entry.Name}' comes twice");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                using FileStream file = new(target, FileMode.CreateNew, FileAccess.Write);
                entry.DataStream?.CopyTo(file);
                if (file.Length != entry.Length)
                {
                    throw new InputsException($"{archive}: '{entry.Name}' is cut off");
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or ArgumentException or IOException)
        {
            throw new InputsException($"{archive}: not a sound archive: {exception.Message}", exception);
        }

        if (!Flows(root).Any())
        {
            throw new InputsException($"{archive}: no {FlowFileName} in it");
        }
    }

    /// <summary>Packs the flows of a folder, always to the same bytes: names in order, no owners, no times.</summary>
    /// <returns>The archive's SHA-256.</returns>
    public static InputsPin Pack(string folder, string archive)
    {
        string[] flows = [.. Flows(folder)];
        if (flows.Length == 0)
        {
            throw new InputsException($"{folder}: no folder with {FlowFileName} in it");
        }

        using (GZipStream packed = new(File.Create(archive), CompressionLevel.SmallestSize))
        using (TarWriter tar = new(packed, TarEntryFormat.Ustar))
        {
            foreach (string flow in flows)
            {
                foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, flow)).Order(StringComparer.Ordinal))
                {
                    using FileStream content = File.OpenRead(file);
                    tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{flow}/{Path.GetFileName(file)}")
                    {
                        DataStream = content,
                        ModificationTime = DateTimeOffset.UnixEpoch,
                        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    });
                }
            }
        }

        return new InputsPin(HashOf(archive));
    }

    /// <summary>Names of the flows in a folder, in order.</summary>
    public static IEnumerable<string> Flows(string folder) => Directory.EnumerateDirectories(folder)
        .Where(flow => File.Exists(Path.Combine(flow, FlowFileName)))
        .Select(flow => Path.GetFileName(flow))
        .Order(StringComparer.Ordinal);

    /// <summary>SHA-256 of a file.</summary>
    public static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string TargetOf(TarEntry entry, string root, string archive)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.Directory))
        {
            throw new InputsException($"{archive}: '{entry.Name}' is a {entry.EntryType}, not a file");
        }

        string target = Path.GetFullPath(Path.Combine(root, entry.Name));
        bool isInside = target == root || target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        bool climbs = entry.Name.Split('/', '\\').Contains("..");
        return isInside && !climbs && !Path.IsPathRooted(entry.Name)
            ? target
            : throw new InputsException($"{archive}: '{entry.Name}' points outside the folder");
    }

    /// <summary>A stream that fails beyond a length, so that a small archive cannot unpack without end.</summary>
    private sealed class LimitedStream(Stream inner, long limit) : Stream
    {
        private long left = limit;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer);
            left -= read;
            return left >= 0 ? read : throw new InvalidDataException("it unpacks to more bytes than are allowed");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
