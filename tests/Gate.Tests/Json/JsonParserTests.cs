using System.Text;
using Chonk.Gate.Json;

namespace Chonk.Gate.Tests.Json;

public sealed class JsonParserTests
{
    [Fact]
    public void TryParse_Object_KeepsLineAndColumnOfEachValue()
    {
        JsonValue root = Parse("{\n  \"a\": [1,\n    {\"b\": \"é\", \"c\": true}]\n}");

        JsonValue inner = root["a"]!.Items[1];
        Assert.Equal((3, 5), (inner.Line, inner.Column));
        Assert.Equal((3, 11), (inner["b"]!.Line, inner["b"]!.Column));
        Assert.Equal((3, 21), (inner["c"]!.Line, inner["c"]!.Column));
    }

    [Fact]
    public void TryParse_ByteOrderMark_IsSkipped()
    {
        Assert.True(JsonParser.TryParse([0xEF, 0xBB, 0xBF, (byte)'7'], out JsonValue? root, out _));
        Assert.Equal(7, root!.Integer);
    }

    [Theory]
    [InlineData("9223372036854775807", 9223372036854775807L)]
    [InlineData("9223372036854775808", null)]
    [InlineData("1.5", null)]
    [InlineData("-1", -1L)]
    [InlineData("1e2", null)]
    public void TryParse_Number_IsIntegerOnlyWhenWholeAndInRange(string text, long? expected) => Assert.Equal(expected, Parse(text).Integer);

    [Fact]
    public void TryParse_NumberBeyondDouble_HasNoValue() => Assert.Null(Parse("1e999").Number);

    [Theory]
    [InlineData("", "empty", 1, 1)]
    [InlineData("[1,\n2", "not valid JSON", 2, 2)]
    [InlineData("{\"a\":1,\n \"a\":2}", "'a' stands twice", 2, 6)]
    [InlineData("[1] 2", "not valid JSON", 1, 5)]
    [InlineData("// no\n1", "not valid JSON", 1, 1)]
    [InlineData("[1,]", "not valid JSON", 1, 4)]
    [InlineData("[\"\\ud800\"]", "not valid Unicode", 1, 2)]
    public void TryParse_Malformed_SaysWhatAndWhere(string text, string what, int line, int column)
    {
        Assert.False(JsonParser.TryParse(Encoding.UTF8.GetBytes(text), out JsonValue? root, out JsonFault? fault));

        Assert.Null(root);
        Assert.Contains(what, fault!.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Fact]
    public void TryParse_DepthBeyondLimit_IsRefused()
    {
        string text = new string('[', JsonParser.MaximumDepth + 1) + new string(']', JsonParser.MaximumDepth + 1);
        Assert.False(JsonParser.TryParse(Encoding.UTF8.GetBytes(text), out _, out JsonFault? fault));
        Assert.Equal("it is nested more than 16 deep", fault!.Message);
        Assert.True(JsonParser.TryParse(Encoding.UTF8.GetBytes(text[1..^1]), out _, out _));
    }

    [Fact]
    public void TryParse_InvalidUtf8InString_IsAFault() =>
        Assert.False(JsonParser.TryParse([(byte)'"', 0xFF, 0xFE, (byte)'"'], out _, out _));

    [Fact]
    public void TryReadFile_Missing_SaysSo()
    {
        Assert.False(JsonParser.TryReadFile(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), out _, out JsonFault? fault));
        Assert.Equal("the file does not exist", fault!.Message);
    }

    [Fact]
    public void Printable_ControlCharactersAndLength_AreBounded()
    {
        string shown = JsonParser.Printable("a\nb\u001b[31m\ud83d\ude00" + new string('x', 200));
        Assert.Equal(80, shown.Length);
        Assert.StartsWith("a?b?[31m??xx", shown, StringComparison.Ordinal);
    }

    private static JsonValue Parse(string text)
    {
        Assert.True(JsonParser.TryParse(Encoding.UTF8.GetBytes(text), out JsonValue? root, out JsonFault? fault), fault?.ToString());
        return root!;
    }
}
