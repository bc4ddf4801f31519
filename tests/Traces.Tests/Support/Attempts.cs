using Xunit;

namespace Chonk.Traces.Tests.Support;

/// <summary>Measurements on a machine that others use too.</summary>
internal static class Attempts
{
    private const int Most = 5;

    /// <summary>Asserts that one of five attempts succeeds: what is wrong fails all five, what the machine did in between does not.</summary>
    /// <param name="attempt">Measures once: null for a success, else what was measured.</param>
    public static void AssertOneSucceeds(Func<int, string?> attempt)
    {
        List<string> failures = [];
        while (failures.Count < Most)
        {
            if (attempt(failures.Count) is not { } failure)
            {
                return;
            }

            failures.Add(failure);
        }

        Assert.Fail(string.Join("; ", failures));
    }
}
