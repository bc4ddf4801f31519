namespace Chonk.Traces.Reading;

/// <summary>Reads files and folders that a person named. What is not there is said in the same words everywhere: path, colon, reason.</summary>
public static class InputFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It is missing or a folder.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        Require(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Reads a file of text.</summary>
    /// <exception cref="IOException">It is missing or a folder.</exception>
    public static string ReadAllText(string path)
    {
        Require(path);
        return File.ReadAllText(path);
    }

    /// <summary>Refuses a file that is not there.</summary>
    /// <exception cref="IOException">It is missing or a folder.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: is a folder");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: no such file", path);
        }
    }

    /// <summary>Refuses a folder that is not there.</summary>
    /// <exception cref="IOException">It is missing or a file.</exception>
    public static void RequireFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"{path}: {(File.Exists(path) ? "not a folder" : "no such folder")}");
        }
    }
}
