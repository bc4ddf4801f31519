using System.Globalization;

namespace Chonk.Prover.Transcripts;

/// <summary>Numbered labels, made once per protocol.</summary>
public static class LabelSequence
{
    /// <summary><c>prefix</c> followed by <c>first</c>, <c>first + 1</c>, ... in decimal.</summary>
    public static string[] Create(string prefix, int count, int first = 0)
    {
        string[] labels = new string[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = string.Create(CultureInfo.InvariantCulture, $"{prefix}{first + i}");
        }

        return labels;
    }
}
