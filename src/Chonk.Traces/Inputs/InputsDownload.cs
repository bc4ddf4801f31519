using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Chonk.Traces.Inputs;

/// <summary>
/// Brings pinned flows into a folder: fetched (resumed where an earlier try stopped), verified against the pin, unpacked beside the
/// folder and moved into place in one step. A folder that holds the pinned flows already is left as it is.
/// </summary>
/// <param name="client">Makes the requests.</param>
/// <param name="limits">What an archive may hold.</param>
public sealed class InputsDownload(HttpClient client, UnpackLimits? limits = null)
{
    private const string StampName = ".pinned";
    private const int Attempts = 4;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);
    private readonly UnpackLimits limits = limits ?? new UnpackLimits();

    /// <summary>What was necessary.</summary>
    public enum Outcome
    {
        /// <summary>The folder held the pinned flows.</summary>
        UpToDate,

        /// <summary>The flows were fetched and unpacked.</summary>
        Downloaded,
    }

    /// <summary>Brings the flows of a pin into a folder.</summary>
    /// <param name="pin">The pin.</param>
    /// <param name="baseAddress">Where archives are; the archive's name is put after it.</param>
    /// <param name="folder">The folder; replaced as a whole when it holds other flows.</param>
    /// <param name="cancellation">Stops; a later call goes on from there.</param>
    /// <exception cref="InputsException">The archive cannot be fetched, is not the pinned one, or is unsound. The folder is as before.</exception>
    public async Task<Outcome> EnsureAsync(InputsPin pin, Uri baseAddress, string folder, CancellationToken cancellation = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Holds(folder, pin))
        {
            return Outcome.UpToDate;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        string archive = Path.Combine(Path.GetDirectoryName(folder)!, pin.ArchiveName);
        try
        {
            if (!File.Exists(archive) || InputsArchive.HashOf(archive) != pin.Sha256)
            {
                await FetchAsync(new Uri(baseAddress.AbsoluteUri.TrimEnd('/') + "/" + pin.ArchiveName), archive, pin, cancellation);
            }

            Install(archive, folder, pin);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputsException(exception.Message, exception);
        }

        File.Delete(archive);
        return Outcome.Downloaded;
    }

    /// <summary>Whether a folder holds the flows of a pin, each file with the size and hash it was unpacked with.</summary>
    public static bool Holds(string folder, InputsPin pin)
    {
        string stamp = Path.Combine(folder, StampName);
        if (!File.Exists(stamp))
        {
            return false;
        }

        string[] lines = File.ReadAllLines(stamp);
        return lines.Length > 1 && lines[0] == pin.Sha256 && lines.Skip(1).All(line =>
        {
            string path = Path.Combine(folder, line[65..]);
            return File.Exists(path) && InputsArchive.HashOf(path) == line[..64];
        });
    }

    private void Install(string archive, string folder, InputsPin pin)
    {
        string fresh = string.Create(CultureInfo.InvariantCulture, $"{folder}.new-{Environment.ProcessId}");
        string old = string.Create(CultureInfo.InvariantCulture, $"{folder}.old-{Environment.ProcessId}");
        try
        {
            DeleteFolder(fresh);
            InputsArchive.Unpack(archive, fresh, limits);
            WriteStamp(fresh, pin);
            if (Directory.Exists(folder))
            {
                Directory.Move(folder, old);
            }

            Directory.Move(fresh, folder);
        }
        finally
        {
            DeleteFolder(fresh);
            DeleteFolder(old);
        }
    }

    /// <summary>The pin, then hash and relative path of every file.</summary>
    private static void WriteStamp(string folder, InputsPin pin)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        File.WriteAllLines(
            Path.Combine(folder, StampName),
            [pin.Sha256, .. files.Select(file => $"{InputsArchive.HashOf(file)} {Path.GetRelativePath(folder, file)}")]);
    }

    private async Task FetchAsync(Uri address, string archive, InputsPin pin, CancellationToken cancellation)
    {
        string part = archive + ".part";
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await FetchRestAsync(address, part, cancellation);
                break;
            }
            catch (Exception exception) when (exception is HttpRequestException or HttpIOException or IOException)
            {
                bool isFinal = exception is HttpRequestException { StatusCode: { } status } && (int)status is >= 400 and < 500;
                if (isFinal || attempt == Attempts)
                {
                    throw new InputsException($"{address}: {exception.Message}", exception);
                }
            }
        }

        string hash = InputsArchive.HashOf(part);
        if (hash != pin.Sha256)
        {
            // Going on from wrong bytes would never end well: the next try starts anew.
            File.Delete(part);
            throw new InputsException($"{address}: its SHA-256 is {hash}, pinned is {pin.Sha256}");
        }

        File.Move(part, archive, overwrite: true);
    }

    /// <summary>Fetches what is missing of a file; from the start when the server cannot send a part.</summary>
    private async Task FetchRestAsync(Uri address, string part, CancellationToken cancellation)
    {
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
        }

        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing is missing, or the file became shorter; the hash will tell.
            if (response.Content.Headers.ContentRange?.Length == have)
            {
                return;
            }

            File.Delete(part);
            throw new IOException("the part on disk is longer than the archive");
        }

        response.EnsureSuccessStatusCode();
        bool continues = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        await using FileStream file = new(part, continues ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using Stream content = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[1 << 16];
        while (await ReadAsync(content, buffer, cancellation) is var read and > 0)
        {
            if (file.Length + read > limits.ArchiveBytes)
            {
                throw new InputsException($"{address}: more than {limits.ArchiveBytes} bytes");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            await file.FlushAsync(cancellation);
        }
    }

    /// <summary>A read that gives up on a server that went silent.</summary>
    private static async Task<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellation)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(LongestSilence);
        try
        {
            return await content.ReadAsync(buffer, silence.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"no data for {LongestSilence.TotalSeconds} s");
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
