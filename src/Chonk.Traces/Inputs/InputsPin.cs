using System.Buffers;
using Chonk.Gate;
using Chonk.Traces.Reading;

namespace Chonk.Traces.Inputs;

/// <summary>Which inputs a commit is measured with: the SHA-256 of their archive, kept in a file of one line.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record InputsPin(string Sha256)
{
    private const int ShortLength = 8;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The archive's file name: <c>bb-chonk-inputs-</c>, the first eight digits, <c>.tar.gz</c>.</summary>
    public string ArchiveName => $"bb-chonk-inputs-{Sha256[..ShortLength]}.tar.gz";

    /// <summary>Reads a pin.</summary>
    /// <exception cref="InputsException">The file is missing or holds no hash.</exception>
    public static InputsPin Read(string path)
    {
        try
        {
            string text = InputFile.ReadAllText(path).Trim();
            return text.Length == 64 && !text.AsSpan().ContainsAnyExcept(HexDigits)
                ? new InputsPin(text)
                : throw new InputsException($"{path}: not a SHA-256 in 64 lower-case hexadecimal digits");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputsException(exception.Message, exception);
        }
    }

    /// <summary>Writes the pin; whole or not at all.</summary>
    public void Write(string path) => AtomicFile.Write(path, Sha256 + "\n");
}
