using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Tests.Arithmetization.Relations;

/// <summary>The protocol's names of the columns, by index, derived from the enumeration's.</summary>
internal static class MegaNames
{
    public static string[] All { get; } = [.. Enum.GetNames<MegaColumn>().Select(Snake)];

    private static string Snake(string name)
    {
        string text = name switch
        {
            "WLShift" => "w_l'",
            "WRShift" => "w_r'",
            "WOShift" => "w_o'",
            "W4Shift" => "w_4'",
            "ZPermShift" => "z_perm'",
            _ => name,
        };
        if (text != name)
        {
            return text;
        }

        System.Text.StringBuilder builder = new();
        foreach (char c in name)
        {
            bool word = char.IsUpper(c) || (char.IsDigit(c) && !name.StartsWith("QPoseidon2", StringComparison.Ordinal));
            if (word && builder.Length > 0)
            {
                builder.Append('_');
            }

            builder.Append(char.ToLowerInvariant(c));
        }

        return builder.ToString();
    }
}
