using System.Text;

namespace Chonk.Gate.Running;

/// <summary>Splits and joins command lines, so that no shell stands between the gate and the prover.</summary>
public static class CommandLine
{
    /// <summary>
    /// Splits at blanks outside quotes. Single and double quotes group and are removed; a backslash is an ordinary character, so
    /// that Windows paths need no doubling.
    /// </summary>
    /// <param name="text">A command line.</param>
    /// <param name="words">Program and arguments, when the result is <see langword="true"/>.</param>
    /// <returns>Whether every quote is closed and there is a program.</returns>
    public static bool TrySplit(string text, out IReadOnlyList<string> words)
    {
        var split = new List<string>();
        words = split;
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        foreach (char c in text)
        {
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                inWord = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    split.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        if (inWord)
        {
            split.Add(word.ToString());
        }

        return quote == '\0' && split.Count > 0 && split[0].Length > 0;
    }
}
