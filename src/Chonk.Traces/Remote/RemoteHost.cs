using System.Buffers;

namespace Chonk.Traces.Remote;

/// <summary>The benchmarking machine, as three variables of the environment name it.</summary>
/// <param name="KeyWords">Words for ssh and scp before the host, such as <c>-i KEY</c> (<c>BB_SSH_KEY</c>).</param>
/// <param name="Instance">Host, with a user or without (<c>BB_SSH_INSTANCE</c>).</param>
/// <param name="WorkPath">Folder on the host in which runs may make folders (<c>BB_SSH_CPP_PATH</c>).</param>
public sealed record RemoteHost(IReadOnlyList<string> KeyWords, string Instance, string WorkPath)
{
    private static readonly SearchValues<char> PlainPath =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+@=,");

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">Gives a variable's value.</param>
    /// <exception cref="RemoteException">One is empty, or the path needs quoting.</exception>
    public static RemoteHost FromEnvironment(Func<string, string?> variable)
    {
        string[] names = ["BB_SSH_KEY", "BB_SSH_INSTANCE", "BB_SSH_CPP_PATH"];
        string[] empty = [.. names.Where(name => string.IsNullOrWhiteSpace(variable(name)))];
        if (empty.Length > 0)
        {
            throw new RemoteException($"not set: {string.Join(", ", empty)}", RemoteException.Refused);
        }

        string instance = variable(names[1])!.Trim();
        string path = variable(names[2])!.Trim();
        if (!IsPlain(path) || instance.StartsWith('-'))
        {
            throw new RemoteException($"{(instance.StartsWith('-') ? names[1] : names[2])} holds characters that a shell would take apart", RemoteException.Refused);
        }

        return new RemoteHost(variable(names[0])!.Split(' ', StringSplitOptions.RemoveEmptyEntries), instance, path.TrimEnd('/'));
    }

    /// <summary>Whether a path reads the same with and without a shell.</summary>
    public static bool IsPlain(string path) => path.Length > 0 && path[0] != '-' && !path.AsSpan().ContainsAnyExcept(PlainPath);
}
