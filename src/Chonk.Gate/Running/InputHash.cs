using System.Security.Cryptography;
using System.Text;

namespace Chonk.Gate.Running;

/// <summary>SHA-256 over the files a profile depends on, so that a profile can be told to belong to them.</summary>
public static class InputHash
{
    /// <summary>Hash of one file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Lower-case hexadecimal; <see langword="null"/> when it cannot be read.</returns>
    public static string? OfFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Hash of a prover: of one file, or of a folder's assemblies and their runtime settings (<c>*.dll</c>, <c>*.json</c>, not
    /// below it) by name and content.
    /// </summary>
    /// <param name="path">The prover's file or folder.</param>
    /// <returns>Lower-case hexadecimal; <see langword="null"/> when there is nothing to read.</returns>
    public static string? OfProver(string path)
    {
        if (File.Exists(path))
        {
            return OfFile(path);
        }

        if (!Directory.Exists(path))
        {
            return null;
        }

        string[] files =
        [
            .. Directory.EnumerateFiles(path)
                .Where(f => Path.GetExtension(f) is ".dll" or ".json")
                .OrderBy(Path.GetFileName, StringComparer.Ordinal),
        ];
        var text = new StringBuilder();
        foreach (string file in files)
        {
            if (OfFile(file) is not { } hash)
            {
                return null;
            }

            text.Append(Path.GetFileName(file)).Append('\n').Append(hash).Append('\n');
        }

        return files.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
