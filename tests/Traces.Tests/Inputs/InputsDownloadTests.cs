using System.Formats.Tar;
using System.IO.Compression;
using Chonk.Traces.Inputs;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Inputs;

public sealed class InputsDownloadTests : IDisposable
{
    private readonly string work = Directory.CreateTempSubdirectory("chonk-inputs-").FullName;
    private readonly FileServer server = new();
    private readonly HttpClient client = new();

    private string Target => Path.Combine(work, "flows");

    public void Dispose()
    {
        server.Dispose();
        client.Dispose();
        Directory.Delete(work, recursive: true);
    }

    [Fact]
    public async Task Ensure_Twice_FetchesOnceAndLeavesOnlyTheFlows()
    {
        InputsPin pin = Publish(Flows(("a+b", 5000), ("mock", 100)));
        Assert.Equal(InputsDownload.Outcome.Downloaded, await EnsureAsync(pin));
        Assert.Equal(["a+b", "mock"], InputsArchive.Flows(Target));
        Assert.Equal(5000, new FileInfo(Path.Combine(Target, "a+b", "ivc-inputs.msgpack")).Length);
        Assert.Equal(InputsDownload.Outcome.UpToDate, await EnsureAsync(pin));
        Assert.Equal([0L], server.Requests);
        Assert.Equal(["flows", "source"], Directory.EnumerateFileSystemEntries(work).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ensure_ChangedFile_FetchesAgain()
    {
        InputsPin pin = Publish(Flows(("mock", 100)));
        await EnsureAsync(pin);
        string file = Path.Combine(Target, "mock", "ivc-inputs.msgpack");
        byte[] sound = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, [.. sound.Skip(1), 7]);
        Assert.Equal(InputsDownload.Outcome.Downloaded, await EnsureAsync(pin));
        Assert.Equal(sound, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Ensure_NewPin_ReplacesTheFolderAsAWhole()
    {
        await EnsureAsync(Publish(Flows(("old", 10))));
        await EnsureAsync(Publish(Flows(("new", 10))));
        Assert.Equal(["new"], InputsArchive.Flows(Target));
    }

    [Fact]
    public async Task Ensure_ConnectionCutAgainAndAgain_GoesOnWhereItStopped()
    {
        InputsPin pin = Publish(Flows(("mock", 100_000)));
        server.CutAfter = (server.Content.Length / 3) + 1;
        await EnsureAsync(pin);
        Assert.Equal([0, server.CutAfter, 2 * server.CutAfter], server.Requests);
    }

    [Fact]
    public async Task Ensure_ManyCuts_GivesUpAndTheNextCallGoesOn()
    {
        InputsPin pin = Publish(Flows(("mock", 100_000)));
        server.CutAfter = (server.Content.Length / 6) + 1;
        await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin));
        Assert.False(Directory.Exists(Target));
        Assert.Equal(4, server.Requests.Count);
        await EnsureAsync(pin);
        Assert.Equal(4L * server.CutAfter, server.Requests.ElementAt(4));
    }

    [Fact]
    public async Task Ensure_ServerWithoutRanges_StartsAnew()
    {
        InputsPin pin = Publish(Flows(("mock", 100_000)));
        server.KnowsRanges = false;
        await File.WriteAllBytesAsync(Path.Combine(work, pin.ArchiveName + ".part"), server.Content[..500]);
        await EnsureAsync(pin);
        Assert.Equal([500L], server.Requests);
        Assert.Equal(["mock"], InputsArchive.Flows(Target));
    }

    [Fact]
    public async Task Ensure_WholePartOrTooLongPart_IsUsedOrThrownAway()
    {
        InputsPin pin = Publish(Flows(("mock", 1000)));
        string part = Path.Combine(work, pin.ArchiveName + ".part");
        await File.WriteAllBytesAsync(part, server.Content);
        await EnsureAsync(pin);
        Assert.Equal([(long)server.Content.Length], server.Requests);

        Directory.Delete(Target, recursive: true);
        await File.WriteAllBytesAsync(part, [.. server.Content, 1, 2, 3]);
        await EnsureAsync(pin);
        Assert.Equal(["mock"], InputsArchive.Flows(Target));
    }

    [Fact]
    public async Task Ensure_OtherBytesThanPinned_RefusesAndKeepsWhatWasThere()
    {
        InputsPin old = Publish(Flows(("old", 10)));
        await EnsureAsync(old);
        InputsPin pin = Publish(Flows(("new", 10)));
        server.Content = [.. server.Content[..^1], (byte)(server.Content[^1] ^ 1)];
        InputsException exception = await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin));
        Assert.Contains(pin.Sha256, exception.Message, StringComparison.Ordinal);
        Assert.Equal(["old"], InputsArchive.Flows(Target));
        Assert.False(File.Exists(Path.Combine(work, pin.ArchiveName + ".part")));
    }

    [Fact]
    public async Task Ensure_PartOfOtherBytes_FailsOnceThenStartsAnew()
    {
        InputsPin pin = Publish(Flows(("mock", 1000)));
        await File.WriteAllBytesAsync(Path.Combine(work, pin.ArchiveName + ".part"), new byte[100]);
        await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin));
        await EnsureAsync(pin);
        Assert.Equal([100L, 0L], server.Requests);
    }

    [Fact]
    public async Task Ensure_AbsentArchive_FailsAtOnce()
    {
        InputsPin pin = Publish(Flows(("mock", 10)));
        server.Name = "another";
        InputsException exception = await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin));
        Assert.Contains("404", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Ensure_LargerThanAllowed_StopsReading()
    {
        InputsPin pin = Publish(Flows(("mock", 1_000_000)));
        InputsDownload download = new(client, new UnpackLimits(ArchiveBytes: 1000));
        await Assert.ThrowsAsync<InputsException>(() => download.EnsureAsync(pin, server.Address, Target));
        Assert.False(Directory.Exists(Target));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/tmp/chonk-evil")]
    [InlineData("a/../../evil")]
    [InlineData("a/../b")]
    [InlineData("..\\evil")]
    public async Task Ensure_PathsOutsideTheFolder_AreRefused(string name)
    {
        InputsPin pin = Publish(Tar(tar =>
        {
            AddFile(tar, "mock/ivc-inputs.msgpack", 10);
            AddFile(tar, name, 10);
        }));
        InputsException exception = await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin));
        Assert.Contains("outside the folder", exception.Message, StringComparison.Ordinal);
        AssertUntouched();
        Assert.False(File.Exists("/tmp/chonk-evil"));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public async Task Ensure_Links_AreRefused(TarEntryType type)
    {
        InputsPin pin = Publish(Tar(tar =>
        {
            AddFile(tar, "mock/ivc-inputs.msgpack", 10);
            tar.WriteEntry(new PaxTarEntry(type, "mock/link") { LinkName = type == TarEntryType.HardLink ? "mock/ivc-inputs.msgpack" : "/etc" });
            AddFile(tar, "mock/link/passwd", 10);
        }));
        InputsException exception = await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin));
        Assert.Contains("not a file", exception.Message, StringComparison.Ordinal);
        AssertUntouched();
    }

    [Fact]
    public async Task Ensure_Bombs_AreRefusedEarly()
    {
        InputsPin large = Publish(Flows(("mock", 50_000_000)));
        Assert.True(server.Content.Length < 100_000);
        InputsDownload download = new(client, new UnpackLimits(UnpackedBytes: 1_000_000, Entries: 5));
        InputsException exception = await Assert.ThrowsAsync<InputsException>(() => download.EnsureAsync(large, server.Address, Target));
        Assert.Contains("unpack", exception.Message, StringComparison.Ordinal);
        AssertUntouched();

        InputsPin many = Publish(Flows([.. Enumerable.Range(0, 6).Select(i => ($"f{i}", 1))]));
        exception = await Assert.ThrowsAsync<InputsException>(() => download.EnsureAsync(many, server.Address, Target));
        Assert.Contains("5 entries", exception.Message, StringComparison.Ordinal);

        // Zeros without end after a sound header: the stream itself is bounded.
        InputsPin padded = Publish(GZip([.. Flows(("mock", 1), packed: false), .. new byte[60_000_000]]));
        Assert.True(server.Content.Length < 100_000);
        await download.EnsureAsync(padded, server.Address, Target);
    }

    [Fact]
    public async Task Ensure_TruncatedOrForeignArchives_AreRefused()
    {
        byte[] sound = Flows(("mock", 5000));
        byte[][] broken = [sound[..(sound.Length / 2)], sound[..20], [], [.. "<html>not here</html>"u8], GZip([.. "not a tar"u8]), GZip(Flows(("mock", 5000), packed: false)[..2000]), GZip(new byte[2048])];
        foreach (byte[] archive in broken)
        {
            InputsPin pin = Publish(archive);
            await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin));
            AssertUntouched();
            Directory.EnumerateFiles(work).ToList().ForEach(File.Delete);
        }
    }

    [Fact]
    public async Task Ensure_SameNameTwice_IsRefused()
    {
        InputsPin pin = Publish(Tar(tar =>
        {
            AddFile(tar, "mock/ivc-inputs.msgpack", 10);
            AddFile(tar, "mock/./ivc-inputs.msgpack", 20);
        }));
        Assert.Contains("twice", (await Assert.ThrowsAsync<InputsException>(() => EnsureAsync(pin))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_Twice_GivesTheSameBytesAndAPin()
    {
        string source = Source(("b", 10), ("a", 20));
        string first = Path.Combine(work, "1.tar.gz");
        string second = Path.Combine(work, "2.tar.gz");
        InputsPin pin = InputsArchive.Pack(source, first);
        File.SetLastWriteTimeUtc(Path.Combine(source, "a", "ivc-inputs.msgpack"), DateTime.UnixEpoch);
        Assert.Equal(pin, InputsArchive.Pack(source, second));
        InputsArchive.Unpack(first, Target, new UnpackLimits());
        Assert.Equal(["a", "b"], InputsArchive.Flows(Target));
        string file = Path.Combine(work, "pin");
        pin.Write(file);
        Assert.Equal(pin, InputsPin.Read(file));
        Assert.Equal($"bb-chonk-inputs-{pin.Sha256[..8]}.tar.gz", pin.ArchiveName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("../../../../../../../../../../../../../../../../../../../etc/passwd")]
    public void Pin_SomethingElse_IsRefused(string text)
    {
        string file = Path.Combine(work, "pin");
        File.WriteAllText(file, text);
        Assert.Throws<InputsException>(() => InputsPin.Read(file));
    }

    private void AssertUntouched()
    {
        Assert.False(Directory.Exists(Target));
        Assert.Empty(Directory.EnumerateFileSystemEntries(work, "evil*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateDirectories(work, "flows.*"));
    }

    private Task<InputsDownload.Outcome> EnsureAsync(InputsPin pin) => new InputsDownload(client).EnsureAsync(pin, server.Address, Target);

    private InputsPin Publish(byte[] archive)
    {
        InputsPin pin = new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(archive)));
        server.Name = pin.ArchiveName;
        server.Content = archive;
        return pin;
    }

    private string Source(params (string Name, int Bytes)[] flows)
    {
        string source = Path.Combine(work, "source");
        foreach ((string name, int bytes) in flows)
        {
            Directory.CreateDirectory(Path.Combine(source, name));
            File.WriteAllBytes(Path.Combine(source, name, "ivc-inputs.msgpack"), new byte[bytes]);
        }

        return source;
    }

    private byte[] Flows(params (string Name, int Bytes)[] flows)
    {
        Directory.CreateDirectory(Path.Combine(work, "source"));
        return Tar(tar => Array.ForEach(flows, flow => AddFile(tar, $"{flow.Name}/ivc-inputs.msgpack", flow.Bytes)));
    }

    private static byte[] Flows((string Name, int Bytes) flow, bool packed) => Tar(tar => AddFile(tar, $"{flow.Name}/ivc-inputs.msgpack", flow.Bytes), packed);

    private static byte[] Tar(Action<TarWriter> fill, bool packed = true)
    {
        using MemoryStream bytes = new();
        using (TarWriter tar = new(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            fill(tar);
        }

        return packed ? GZip(bytes.ToArray()) : bytes.ToArray();
    }

    private static void AddFile(TarWriter tar, string name, int bytes)
    {
        // Small archives that must be cut in the middle need content that does not compress.
        byte[] content = new byte[bytes];
        if (bytes <= 100_000)
        {
            new Random(bytes).NextBytes(content);
        }

        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
    }

    private static byte[] GZip(byte[] content)
    {
        using MemoryStream bytes = new();
        using (GZipStream packed = new(bytes, CompressionLevel.SmallestSize))
        {
            packed.Write(content);
        }

        return bytes.ToArray();
    }
}
