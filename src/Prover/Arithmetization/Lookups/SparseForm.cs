namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// Words in sparse form: the bits of a word as digits of a base B, <c>sum_i bit_i B^i</c>. Sums of such words count, per digit, how many of
/// the words have the bit, so that XOR and other bitwise functions of several words are functions of digits.
/// </summary>
public static class SparseForm
{
    /// <summary>The powers <c>1, B, ..., B^(count - 1)</c>.</summary>
    public static Fr[] Powers(ulong radix, int count = 32)
    {
        Fr[] powers = new Fr[count];
        powers[0] = Fr.One;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * Fr.FromUInt64(radix);
        }

        return powers;
    }

    /// <summary><c>sum_i bit_i powers_i</c> for a word of at most as many bits as there are powers.</summary>
    public static Fr FromWord(ulong word, ReadOnlySpan<Fr> powers)
    {
        Fr sum = Fr.Zero;
        for (int i = 0; i < powers.Length; i++)
        {
            if (((word >> i) & 1) != 0)
            {
                sum += powers[i];
            }
        }

        return sum;
    }
}
