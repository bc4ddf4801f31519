using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Lookups;

namespace Chonk.Prover.Circuits.Hashes;

/// <summary>
/// The compression function of SHA-256 in sparse form: bits are digits to the base 16 or 28, so that rotations are products with constants,
/// XOR and the choice functions are digit sums looked up in tables. [FIPS 180-4, section 6.2.2, https://doi.org/10.6028/NIST.FIPS.180-4]
/// </summary>
/// <remarks>Every input and output is constrained to 32 bits. Gates follow the reference prover; a compression costs about 6,700.</remarks>
public static class Sha256Compression
{
    private const int WordCount = 64;

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static readonly uint[] RoundConstants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private static readonly Fr[] Powers16 = SparseForm.Powers(16);
    private static readonly Fr TwoToMinus32 = Fr.InverseOrZero(Fr.FromUInt64(1UL << 32));

    /// <summary>
    /// Weights of a schedule word's limbs (bits 0-2, 3-9, 10-17, 18-31) in <c>sigma_0(w) = w >>> 7 ^ w >>> 18 ^ w >> 3</c>. Rotations that cut a
    /// limb come from the rotated column of its table.
    /// </summary>
    private static readonly Fr[] Sigma0Weights =
    [
        Powers16[25] + Powers16[14],
        Powers16[17] + Fr.One,
        Powers16[24] + Powers16[3] + Powers16[7],
        Powers16[11] + Powers16[15] + Fr.One,
    ];

    /// <summary>The same for <c>sigma_1(w) = w >>> 17 ^ w >>> 19 ^ w >> 10</c>.</summary>
    private static readonly Fr[] Sigma1Weights =
    [
        Powers16[15] + Powers16[13],
        Powers16[18] + Powers16[16],
        Powers16[23] + Fr.One,
        Powers16[1] + Powers16[8],
    ];

    /// <summary>Compresses a block into a state.</summary>
    /// <param name="state">The state before, 8 words.</param>
    /// <param name="block">The block, 16 words.</param>
    /// <returns>The state after, 8 words.</returns>
    public static CircuitField[] Compress(ReadOnlySpan<CircuitField> state, ReadOnlySpan<CircuitField> block)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, 8, nameof(state));
        ArgumentOutOfRangeException.ThrowIfNotEqual(block.Length, 16, nameof(block));

        // 1. The state in sparse form. a and e are converted by the first round; d and h are only checked.
        SparseWord a = new(state[0]);
        SparseWord b = new(state[1], CircuitLookup.Read(Sha256Tables.MajorityInput, state[1]).Column2[0]);
        SparseWord c = new(state[2], CircuitLookup.Read(Sha256Tables.MajorityInput, state[2]).Column2[0]);
        SparseWord d = new(state[3]);
        SparseWord e = new(state[4]);
        SparseWord f = new(state[5], CircuitLookup.Read(Sha256Tables.ChooseInput, state[5]).Column2[0]);
        SparseWord g = new(state[6], CircuitLookup.Read(Sha256Tables.ChooseInput, state[6]).Column2[0]);
        SparseWord h = new(state[7]);
        CheckWord(state[3]);
        CheckWord(state[7]);
        CheckWord(block[0]);

        // 2. The message schedule.
        CircuitField[] w = Schedule(block);

        // 3. The rounds.
        for (int i = 0; i < WordCount; i++)
        {
            CircuitField choice = Choose(ref e, f, g);
            CircuitField majority = Majority(ref a, b, c);
            CircuitField t1 = choice.AddTwo(h.Word, w[i] + CircuitField.Constant(RoundConstants[i]));
            h = g;
            g = f;
            f = e;
            e = e with { Word = Words.Add(d.Word, t1, carryBits: 3) };
            d = c;
            c = b;
            b = a;
            a = a with { Word = Words.Add(t1, majority, carryBits: 3) };
        }

        CheckWord(a.Word);
        CheckWord(e.Word);

        // 4. The sums with the state before.
        CircuitField[] result = [a.Word, b.Word, c.Word, d.Word, e.Word, f.Word, g.Word, h.Word];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Words.Add(result[i], state[i], carryBits: 1);
        }

        foreach (CircuitField word in result)
        {
            CheckWord(word);
        }

        return result;
    }

    /// <summary><c>w_i = w_{i-16} + sigma_0(w_{i-15}) + w_{i-7} + sigma_1(w_{i-2}) mod 2^32</c>.</summary>
    private static CircuitField[] Schedule(ReadOnlySpan<CircuitField> block)
    {
        CircuitField[] w = new CircuitField[WordCount];
        CircuitLookup?[] limbs = new CircuitLookup?[WordCount];
        block.CopyTo(w);
        for (int i = 16; i < WordCount; i++)
        {
            CircuitLookup left = limbs[i - 15] ??= CircuitLookup.Read(Sha256Tables.ScheduleInput, w[i - 15]);
            CircuitLookup right = limbs[i - 2] ??= CircuitLookup.Read(Sha256Tables.ScheduleInput, w[i - 2]);
            CircuitField[] l = Weigh(left.Column2, Sigma0Weights);
            CircuitField[] r = Weigh(right.Column2, Sigma1Weights);

            // sigma_0 counts in units of 4 per digit, sigma_1 in units of 1.
            CircuitField sigma0 = l[0].AddTwo(l[1], l[2]).AddTwo(l[3], left.Column3[1]) * CircuitField.Constant(4);
            CircuitField digits = r[0].AddTwo(r[1], r[2]).AddTwo(r[3], right.Column3[2]).AddTwo(right.Column3[3], sigma0);
            CircuitField sigmas = CircuitLookup.Read(Sha256Tables.ScheduleOutput, digits).Column2[0];
            w[i] = ReduceWord(sigmas.AddTwo(w[i - 16], w[i - 7]));
        }

        // Words that no step above read as limbs.
        CheckWord(w[0]);
        CheckWord(w[62]);
        CheckWord(w[63]);
        return w;
    }

    private static CircuitField[] Weigh(CircuitField[] limbs, Fr[] weights)
    {
        CircuitField[] result = new CircuitField[weights.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = limbs[i] * weights[i];
        }

        return result;
    }

    /// <summary>The word w of a sum of four words: <c>(sum - w) 2^-32</c> has 2 bits.</summary>
    private static CircuitField ReduceWord(in CircuitField sum)
    {
        Fr word = Fr.FromUInt64((uint)sum.Value.ToInteger().L0);
        if (sum.IsConstant)
        {
            return CircuitField.Constant(sum.Builder, word);
        }

        CircuitField result = CircuitField.Witness(sum.Builder!, word);
        CircuitField carry = (sum * TwoToMinus32) - (result * TwoToMinus32);
        carry.ConstrainBits(2, "The carry of a schedule word is too large.");
        return result;
    }

    /// <summary><c>sigma_1(e) + ch(e, f, g)</c>; sets the sparse form of e.</summary>
    private static CircuitField Choose(ref SparseWord e, in SparseWord f, in SparseWord g)
    {
        Fr seven = Fr.FromUInt64(7);
        CircuitLookup lookup = CircuitLookup.Read(Sha256Tables.ChooseInput, e.Word);
        (Fr whole, Fr limb2) = Sha256Tables.ChooseMultipliers;
        e = e with { Sparse = lookup.Column2[0] };

        // e + 7 sigma_1(e), then + 2f + 3g.
        CircuitField rotated = (lookup.Column3[0] * seven)
            .AddTwo(e.Sparse * ((whole * seven) + Fr.One), lookup.Column2[2] * (limb2 * seven));
        CircuitField digits = rotated.AddTwo(f.Sparse + f.Sparse, g.Sparse + g.Sparse + g.Sparse);
        return CircuitLookup.Read(Sha256Tables.ChooseOutput, digits).Column2[0];
    }

    /// <summary><c>sigma_0(a) + maj(a, b, c)</c>; sets the sparse form of a.</summary>
    private static CircuitField Majority(ref SparseWord a, in SparseWord b, in SparseWord c)
    {
        Fr four = Fr.FromUInt64(4);
        CircuitLookup lookup = CircuitLookup.Read(Sha256Tables.MajorityInput, a.Word);
        (Fr whole, Fr limbs12) = Sha256Tables.MajorityMultipliers;
        a = a with { Sparse = lookup.Column2[0] };

        // a + 4 sigma_0(a), then + b + c.
        CircuitField rotated = (lookup.Column3[0] * four)
            .AddTwo(a.Sparse * ((whole * four) + Fr.One), lookup.Column2[1] * (limbs12 * four));
        return CircuitLookup.Read(Sha256Tables.MajorityOutput, rotated.AddTwo(b.Sparse, c.Sparse)).Column2[0];
    }

    /// <summary>Constrains to 32 bits a word that no lookup bounds.</summary>
    private static void CheckWord(in CircuitField word) => word.ConstrainBits(32, "A word of SHA-256 exceeds 32 bits.");

    /// <summary>A word and its sparse form in the base of the function that reads it.</summary>
    private readonly record struct SparseWord(CircuitField Word, CircuitField Sparse = default);
}
