namespace VerifyTests;

/// <summary>Stand-in for the part of <c>VerifyTests.VerifierSettings</c> that is used here: comparers by file extension.</summary>
public static class VerifierSettings
{
    private static readonly Dictionary<string, StringCompare> Comparers = new(StringComparer.Ordinal);

    /// <summary>Registers the comparer of every snapshot with an extension.</summary>
    /// <param name="extension">An extension without its dot.</param>
    /// <param name="compare">The comparer.</param>
    public static void RegisterStringComparer(string extension, StringCompare compare) => Comparers[extension] = compare;

    internal static StringCompare? ComparerOf(string extension) => Comparers.GetValueOrDefault(extension);
}
