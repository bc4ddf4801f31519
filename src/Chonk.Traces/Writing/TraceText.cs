using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chonk.Traces.Writing;

/// <summary>How numbers and names are spelled in the text outputs.</summary>
internal static class TraceText
{
    /// <summary>A JSON string, quotes included.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>ns as microseconds with three decimals, exactly.</summary>
    public static string Microseconds(long ns) => string.Create(CultureInfo.InvariantCulture, $"{ns / 1000}.{ns % 1000:D3}");

    /// <summary>Six significant digits, as C's <c>%g</c> prints them.</summary>
    public static string General(double value) => value.ToString("g6", CultureInfo.InvariantCulture);
}
