using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Chonk.Cli;

/// <summary>Bounds of the numbers that options take; a number outside is a command line that cannot be read.</summary>
internal static class OptionBounds
{
    /// <summary>Refuses numbers below <paramref name="smallest"/> or above <paramref name="largest"/>, and what is not a number by its name.</summary>
    public static Option<T> Between<T>(this Option<T> option, double smallest, double largest = double.MaxValue)
    {
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
            {
                // Text that is no number at all is the parser's to refuse.
                bool isNumber = double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
                if (isNumber && !(value >= smallest && value <= largest))
                {
                    string bounds = largest == double.MaxValue ? $"at least {Text(smallest)}" : $"{Text(smallest)} to {Text(largest)}";
                    result.AddError($"{option.Name} {token.Value}: must be {bounds}.");
                }
            }
        });
        return option;

        static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
