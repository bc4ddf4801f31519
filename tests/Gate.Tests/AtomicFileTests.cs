using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public void Write_Stream_ReplacesTheFileAndMakesItsFolder()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["new", "file"], "first");
        AtomicFile.Write(folder["new", "file"], stream => stream.Write("second"u8));

        Assert.Equal("second", File.ReadAllText(folder["new", "file"]));
        Assert.Single(Directory.GetFiles(folder["new"]));
    }

    /// <summary>A descriptor stands for every device: nothing can be replaced there, so what fails here does no harm.</summary>
    [Fact]
    public void Write_Device_IsWrittenToAndNotReplaced()
    {
        using var folder = new TemporaryFolder();
        using FileStream open = new(folder["open"], FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        AtomicFile.Write($"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}", "said");

        Assert.Equal("said", File.ReadAllText(folder["open"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_ThatThrows_LeavesTheOldFileAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["file"], "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["file"], stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder["file"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_OverAFolder_FailsAndLeavesNothingBesideIt()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["name", "inside"], "kept");

        Assert.ThrowsAny<SystemException>(() => AtomicFile.Write(folder["name"], "text"));
        Assert.Equal("kept", File.ReadAllText(folder["name", "inside"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }
}
