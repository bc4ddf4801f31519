using System.Runtime.CompilerServices;
using System.Text;
using VerifyTests;

namespace VerifyXunit;

/// <summary>
/// Stand-in for <c>VerifyXunit.Verifier</c>, used where the package feed lacks Verify.Xunit. It holds the members this repository
/// uses, with upstream's behaviour: equal texts pass without the comparer; a mismatch or a new snapshot leaves
/// <c>NAME.received.EXT</c> beside <c>NAME.verified.EXT</c> and throws; a match removes an old received file.
/// </summary>
public static class Verifier
{
    /// <summary>Compares a text with its snapshot.</summary>
    /// <param name="target">What the test produced.</param>
    /// <param name="extension">Extension of the snapshot, without its dot.</param>
    /// <param name="settings">Settings; further ones are chained on the result.</param>
    /// <param name="sourceFile">The test's source file, filled in by the compiler.</param>
    /// <returns>The comparison, run when awaited.</returns>
    public static SettingsTask Verify(
        string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, used => CompareAsync(target ?? "", extension, used, sourceFile));

    private static async Task CompareAsync(string received, string extension, VerifySettings settings, string sourceFile)
    {
        string directory = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(sourceFile)!, settings.Directory ?? ""));
        string name = settings.FileName ?? Path.GetFileNameWithoutExtension(sourceFile);
        string receivedPath = Path.Combine(directory, $"{name}.received.{extension}");
        string verifiedPath = Path.Combine(directory, $"{name}.verified.{extension}");
        string text = Normalise(received);
        if (!File.Exists(verifiedPath))
        {
            await WriteAsync(receivedPath, text);
            throw new VerifyException(Message("New", directory, receivedPath, verifiedPath, $"Received: {Path.GetFileName(receivedPath)}\n{text}\n"));
        }

        string verified = WithoutLastNewline(Normalise(await File.ReadAllTextAsync(verifiedPath)), text);
        StringCompare? compare = settings.Comparer ?? VerifierSettings.ComparerOf(extension);
        CompareResult result = text == verified
            ? CompareResult.Equal
            : compare is null ? CompareResult.NotEqual() : await compare(text, verified, new Dictionary<string, object>());
        if (result.IsEqual)
        {
            File.Delete(receivedPath);
            return;
        }

        await WriteAsync(receivedPath, text);
        string files = $"Received: {Path.GetFileName(receivedPath)}\n";
        string verifiedLine = $"Verified: {Path.GetFileName(verifiedPath)}\n";
        string content = result.Message is { } message
            ? $"{files}{verifiedLine}Compare Result:\n{message}\n"
            : $"{files}{text}\n{verifiedLine}{verified}\n";
        throw new VerifyException(Message("NotEqual", directory, receivedPath, verifiedPath, content));
    }

    private static string Message(string head, string directory, string receivedPath, string verifiedPath, string content) =>
        $"Directory: {directory}\n{head}:\n  - Received: {Path.GetFileName(receivedPath)}\n    Verified: {Path.GetFileName(verifiedPath)}\n\nFileContent:\n\n{head}:\n\n{content}";

    private static string Normalise(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>An editor's newline at the end of a snapshot is no difference.</summary>
    private static string WithoutLastNewline(string verified, string received) =>
        verified.Length == received.Length + 1 && verified.EndsWith('\n') ? verified[..^1] : verified;

    private static async Task WriteAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }
}
