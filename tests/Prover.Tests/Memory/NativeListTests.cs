using Chonk.Prover.Memory;
using Xunit;

namespace Chonk.Prover.Tests.Memory;

/// <summary>Growth, content and booking of growing native arrays.</summary>
public sealed class NativeListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(10_000)]
    public void Add_ManyElements_KeepsThemInOrder(int count)
    {
        using NativeList<int> list = new(BufferCategory.Input);
        for (int i = 0; i < count; i++)
        {
            list.Add(i * i);
        }

        Assert.Equal(count, list.Count);
        Assert.Equal(Enumerable.Range(0, count).Select(i => i * i), list.Span.ToArray());
    }

    [Fact]
    public void Add_OwnElementWhileGrowing_CopiesItFirst()
    {
        using NativeList<int> list = new(BufferCategory.Input, capacity: 1);
        list.Add(7);
        for (int i = 0; i < 1000; i++)
        {
            list.Add(list[0]);
        }

        Assert.All(list.Span.ToArray(), element => Assert.Equal(7, element));
    }

    [Fact]
    public void Index_OutsideCount_Throws()
    {
        using NativeList<int> list = new(BufferCategory.Input, capacity: 8);
        list.Add(1);

        Assert.Throws<IndexOutOfRangeException>(() => list[1]);
    }

    [Fact]
    public void Dispose_Twice_ThenAddThrows()
    {
        NativeList<int> list = new(BufferCategory.Input, capacity: 8);
        list.Dispose();
        list.Dispose();

        Assert.Equal(0, list.Count);
        Assert.ThrowsAny<Exception>(() => list.Add(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void TrimExcess_AnyCount_BooksExactlyTheElementsAndStillGrows(int count)
    {
        using NativeList<int> list = new(BufferCategory.Input, capacity: 128);
        for (int i = 0; i < count; i++)
        {
            list.Add(i);
        }

        list.TrimExcess();
        list.TrimExcess();
        Assert.Equal(4L * count, list.BookedBytes);
        Assert.Equal(Enumerable.Range(0, count), list.Span.ToArray());
        list.Add(count);
        Assert.Equal(Enumerable.Range(0, count + 1), list.Span.ToArray());
        list.Dispose();
        Assert.Throws<ObjectDisposedException>(list.TrimExcess);
    }
}
