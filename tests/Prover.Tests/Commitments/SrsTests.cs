using Chonk.Prover.Commitments;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Commitments;

public sealed class SrsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chonk-srs-").FullName;

    /// <summary>Points of the reference prover's test string, made by its generator from the same tau: index, x, y.</summary>
    public static TheoryData<int, string> G1Vectors => new()
    {
        { 0, "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000002" },
        { 1, "244d734939733e40b47faddd808dccb6cfc5a444cedc8cdc9c49d8cd4c0af1c32282421097f4eb2605dc08018413c36af2f74f1c1f38cb2346a9aef61f190ef7" },
        { 2, "0f458ac2e92cb2119984bed7e05e7c811c74ac2866efc3a6546d508d6f39a26817d9cf64dc72412fc977bc61faaa904a025a0eb2eebfb5afc1848020a3637639" },
        { 1000, "078ecbcbb3b7ffadd24e4a7989833658c4a7eef6e31d9b5a7d0e7df94a4ca0550f3a8b71a8a5db9ec43f805feb657829ce9037f401d16afc2182156860b99122" },
        { 32768, "2c2cc402fa4694b730d2b27da46475dc7f99ef55836812cdb00ef03b127b149a238f51aec91587be58e73e5852014208ca08b02852fb0404aea84ba2b5198535" },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(G1Vectors))]
    public void Generate_PowersOfTau_EqualTheReference(int index, string expected)
    {
        using MemoryStream stream = new();
        SrsGenerator.WritePowers(stream, index, index + 1, scheduler: null);
        Assert.Equal(expected, Convert.ToHexStringLower(stream.ToArray()));
    }

    [Fact]
    public void Generate_TauG2_EqualsTheReference()
    {
        SrsGenerator.Generate(folder, 1);
        Assert.Equal(
            "2bab4ca1ca96138d3f31a4bd84adb72237c919fbb966de0439210d2a7a93e463160ae17139ab664da9c8422475241a17df1834fe73e9298512eef11a173e8f40"
            + "1208d6c84f491988d69daec3b0536fcb2aa51a6fd1af6c2f66d2b9db0f53af210c2519af50e10b57cff506d28c7bc1c3e94b12bf5cf20e4e195f0589d2f462a8",
            Convert.ToHexStringLower(File.ReadAllBytes(Path.Combine(folder, SrsFile.G2Name))));
    }

    [Theory]
    [InlineData(0, "12f26f06d41f0965803cdb1a5cc895ef5df33aa2cecd833768e407d5d6eb196a273faabf29fadf2484aa2f8ec2388dfdb441595fde91ccc96dafe41c1dbcd0ea")]
    [InlineData(1, "28cc5109376bdec7cdea99ea99cd0b14151f735ed8cd1687f5154cafc571890013df90d6be58ebcfb1b767db72f4c3fe3b98afd7a0094d69cdea854128819bc9")]
    [InlineData(999, "040531470328dabdf22525a604e6a04688647551e8b80ab165d6dbb75bbb53282013e2d7ef028e7b89c90d1a919160a3bbc13f20d38bc0e9851405eac0cd0a56")]
    public void HashToCurve_GrumpkinPoints_EqualTheReference(int index, string expected)
    {
        byte[] bytes = new byte[64];
        GrumpkinAffine point = GrumpkinGenerators.HashToCurve((ulong)index);
        point.WriteBigEndian(bytes);
        Assert.True(point.IsOnCurve);
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Generate_Directory_IsReadBack()
    {
        const int Count = 5000;
        SrsGenerator.Generate(folder, Count, grumpkinPointCount: 3);
        using Srs srs = Srs.Open(folder, Count);
        Assert.True(srs.IsInsecure);
        Assert.Equal(Count, srs.PointCount);
        Assert.Equal(G1Affine.Generator, srs.Points[0]);
        Assert.Equal((G1Jacobian.Generator * Fr.Pow(SrsGenerator.DevelopmentTau, 4999)).ToAffine(), srs.Points[4999]);
        Assert.Equal(new SrsInfo(folder, Count, 3, IsInsecure: true), SrsInfo.Read(folder));
        Assert.Equal([SrsFile.G1Name, SrsFile.G2Name, SrsFile.GrumpkinName], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Open_Points_AreBookedUntilDisposed()
    {
        SrsGenerator.Generate(folder, 100);
        MemoryLedger ledger = MemoryLedger.Shared;
        Srs srs = Srs.Open(folder, 100);
        Assert.True(ledger.LiveBytesOf(BufferCategory.CommitmentKey) >= 6400);
        srs.Dispose();
        Assert.Throws<ObjectDisposedException>(() => srs.Points.Length);
    }

    [Fact]
    public void Ensure_LargerNeed_LengthensTheCacheAndKeepsIt()
    {
        Assert.Equal(folder, DevelopmentSrs.Ensure(10, directory: folder));
        string path = Path.Combine(folder, SrsFile.G1Name);
        byte[] first = File.ReadAllBytes(path);
        Assert.Equal(DevelopmentSrs.MinPointCount * 64, first.Length);
        DevelopmentSrs.Ensure(DevelopmentSrs.MinPointCount + 5, directory: folder);
        byte[] second = File.ReadAllBytes(path);
        Assert.Equal((DevelopmentSrs.MinPointCount + 5) * 64, second.Length);
        Assert.True(second.AsSpan(0, first.Length).SequenceEqual(first));
        using Srs srs = Srs.Open(folder, DevelopmentSrs.MinPointCount + 5);
        Assert.Equal((G1Jacobian.Generator * Fr.Pow(SrsGenerator.DevelopmentTau, DevelopmentSrs.MinPointCount + 4)).ToAffine(), srs.Points[^1]);
    }

    [Fact]
    public void WriteAtomically_ThatThrows_LeavesTheOldFileAndNothingElse()
    {
        string path = Path.Combine(folder, SrsFile.G1Name);
        SrsFile.WriteAtomically(path, stream => stream.Write("old"u8));
        Assert.Throws<InvalidOperationException>(() => SrsFile.WriteAtomically(path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Read_DifferentTau_IsRefused()
    {
        SrsGenerator.Generate(folder, 3);
        byte[] bytes = new byte[128];
        (G2Jacobian.Generator * (SrsGenerator.DevelopmentTau + Fr.One)).ToAffine().WriteBigEndian(bytes);
        File.WriteAllBytes(Path.Combine(folder, SrsFile.G2Name), bytes);
        using Srs srs = Srs.Open(folder, 3);
        Assert.False(srs.IsInsecure);
        SrsFormatException exception = Assert.Throws<SrsFormatException>(() => SrsInfo.Read(folder));
        Assert.Equal(64, exception.Offset);
    }

    [OracleFact]
    public void Generate_WholeFiles_EqualTheOraclesByteForByte()
    {
        string crs = Path.Combine(RepositoryRoot.Oracle!, "crs");
        SrsGenerator.Generate(folder, 40_000, grumpkinPointCount: 1000);
        foreach (string name in new[] { SrsFile.G1Name, SrsFile.G2Name, SrsFile.GrumpkinName })
        {
            byte[] ours = File.ReadAllBytes(Path.Combine(folder, name));
            using FileStream theirs = File.OpenRead(Path.Combine(crs, name));
            byte[] expected = new byte[ours.Length];
            theirs.ReadExactly(expected);
            Assert.True(ours.AsSpan().SequenceEqual(expected), name);
        }
    }

    [Fact]
    public void Open_BrokenFiles_NameFileAndOffset()
    {
        AssertBroken(1, SrsFile.G2Name, 0, "cannot be read");
        SrsGenerator.Generate(folder, 64);
        string g1 = Path.Combine(folder, SrsFile.G1Name);
        string g2 = Path.Combine(folder, SrsFile.G2Name);
        byte[] points = File.ReadAllBytes(g1);
        AssertBroken(65, SrsFile.G1Name, 4096, "64 more bytes");

        foreach (int index in new[] { 0, 7, 63 })
        {
            byte[] damaged = [.. points];
            damaged[(index * 64) + 63] ^= 1;
            File.WriteAllBytes(g1, damaged);
            AssertBroken(64, SrsFile.G1Name, index * 64, "not a point");
            damaged = [.. points];
            damaged.AsSpan(index * 64, 32).Fill(0xff);
            File.WriteAllBytes(g1, damaged);
            AssertBroken(64, SrsFile.G1Name, index * 64, "not a point");
            damaged = [.. points];
            damaged.AsSpan(index * 64, 64).Clear();
            File.WriteAllBytes(g1, damaged);
            AssertBroken(64, SrsFile.G1Name, index * 64, "not a point");
        }

        File.WriteAllBytes(g1, points[64..]);
        AssertBroken(1, SrsFile.G1Name, 0, "generator");
        File.WriteAllBytes(g1, points[..100]);
        AssertBroken(2, SrsFile.G1Name, 100, "28 more bytes");
        File.WriteAllBytes(g1, points);

        byte[] twist = File.ReadAllBytes(g2);
        twist[127] ^= 1;
        File.WriteAllBytes(g2, twist);
        AssertBroken(1, SrsFile.G2Name, 0, "not a point");
        File.WriteAllBytes(g2, twist[..64]);
        AssertBroken(1, SrsFile.G2Name, 64, "64 more bytes");
    }

    private void AssertBroken(int points, string file, long offset, string reason)
    {
        SrsFormatException exception = Assert.Throws<SrsFormatException>(() => Srs.Open(folder, points));
        Assert.Equal(Path.Combine(folder, file), exception.Path);
        Assert.Equal(offset, exception.Offset);
        Assert.Contains(reason, exception.Reason, StringComparison.Ordinal);
        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
    }
}
