namespace VerifyTests;

/// <summary>Stand-in for <c>VerifyTests.StringCompare</c>: compares texts that differ.</summary>
/// <param name="received">What the test produced.</param>
/// <param name="verified">What was accepted.</param>
/// <param name="context">Values the test attached; always empty here.</param>
/// <returns>The comparison.</returns>
public delegate Task<CompareResult> StringCompare(string received, string verified, IReadOnlyDictionary<string, object> context);
