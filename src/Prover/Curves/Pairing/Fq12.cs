using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves.Pairing;

/// <summary>
/// The extension Fq6[w] / (w^2 - v) of degree 12, in which the pairing takes its values: <c>C0 + C1 w</c>. In powers of w, with
/// w^6 = 9 + u, the coefficients are C0.C0, C1.C0, C0.C1, C1.C1, C0.C2, C1.C2.
/// </summary>
internal readonly record struct Fq12(Fq6 C0, Fq6 C1)
{
    // gamma_i = (9 + u)^(i (q - 1) / 6): the factor of w^i under the Frobenius map.
    private static readonly Fq2[] FrobeniusFactors = MakeFrobeniusFactors();

    public static Fq12 One => new(Fq6.One, default);

    public bool IsOne => this == One;

    public static Fq12 operator *(in Fq12 left, in Fq12 right)
    {
        Fq6 p0 = left.C0 * right.C0;
        Fq6 p1 = left.C1 * right.C1;
        return new(p0 + Fq6.MultiplyByV(p1), ((left.C0 + left.C1) * (right.C0 + right.C1)) - p0 - p1);
    }

    /// <summary><c>(a + b w)^2 = (a + b)(a + v b) - ab - v ab + 2ab w</c>.</summary>
    public static Fq12 Square(in Fq12 value)
    {
        Fq6 p = value.C0 * value.C1;
        Fq6 s = (value.C0 + value.C1) * (value.C0 + Fq6.MultiplyByV(value.C1));
        return new(s - p - Fq6.MultiplyByV(p), p + p);
    }

    /// <summary><c>value * (a + b w + c w^3)</c>, the shape of a line at a point of G1.</summary>
    public static Fq12 MultiplyByLine(in Fq12 value, in Fq a, in Fq2 b, in Fq2 c)
    {
        Fq6 p0 = new(value.C0.C0 * a, value.C0.C1 * a, value.C0.C2 * a);
        Fq6 p1 = Fq6.MultiplySparse(value.C1, b, c);
        Fq6 cross = Fq6.MultiplySparse(value.C0 + value.C1, new(b.C0 + a, b.C1), c);
        return new(p0 + Fq6.MultiplyByV(p1), cross - p0 - p1);
    }

    /// <summary><c>a - b w</c>: the power q^6, and the inverse of an element of norm 1.</summary>
    public static Fq12 Conjugate(in Fq12 value) => new(value.C0, -value.C1);

    /// <summary>The q-th power.</summary>
    public static Fq12 Frobenius(in Fq12 value) => new(
        new(
            Fq2.Conjugate(value.C0.C0),
            Fq2.Conjugate(value.C0.C1) * FrobeniusFactors[2],
            Fq2.Conjugate(value.C0.C2) * FrobeniusFactors[4]),
        new(
            Fq2.Conjugate(value.C1.C0) * FrobeniusFactors[1],
            Fq2.Conjugate(value.C1.C1) * FrobeniusFactors[3],
            Fq2.Conjugate(value.C1.C2) * FrobeniusFactors[5]));

    /// <summary>The multiplicative inverse; zero gives zero.</summary>
    public static Fq12 InverseOrZero(in Fq12 value)
    {
        Fq6 norm = Fq6.InverseOrZero((value.C0 * value.C0) - Fq6.MultiplyByV(value.C1 * value.C1));
        return new(value.C0 * norm, -(value.C1 * norm));
    }

    /// <summary><c>value ^ exponent</c>, bit by bit.</summary>
    public static Fq12 Pow(in Fq12 value, in UInt256 exponent)
    {
        Fq12 result = One;
        for (int i = exponent.BitLength - 1; i >= 0; i--)
        {
            result = Square(result);
            if (exponent.GetBit(i))
            {
                result *= value;
            }
        }

        return result;
    }

    /// <summary><c>(9 + u)^(i (q - 1) / 6)</c> for i = 0..5.</summary>
    internal static Fq2 FrobeniusFactor(int i) => FrobeniusFactors[i];

    private static Fq2[] MakeFrobeniusFactors()
    {
        // (q - 1) / 6 by schoolbook division, word by word.
        UInt256 q = UInt256.Subtract(Fq.Modulus, UInt256.One, out _);
        UInt128 remainder = 0;
        Span<ulong> quotient = stackalloc ulong[4];
        ReadOnlySpan<ulong> words = [q.L0, q.L1, q.L2, q.L3];
        for (int i = 3; i >= 0; i--)
        {
            UInt128 part = (remainder << 64) | words[i];
            quotient[i] = (ulong)(part / 6);
            remainder = part % 6;
        }

        UInt256 exponent = new(quotient[0], quotient[1], quotient[2], quotient[3]);
        Fq2 nonResidue = new(Fq.FromUInt64(9), Fq.One);
        Fq2 gamma = Fq2.One;
        for (int i = exponent.BitLength - 1; i >= 0; i--)
        {
            gamma = Fq2.Square(gamma);
            if (exponent.GetBit(i))
            {
                gamma *= nonResidue;
            }
        }

        Fq2[] factors = new Fq2[6];
        factors[0] = Fq2.One;
        for (int i = 1; i < factors.Length; i++)
        {
            factors[i] = factors[i - 1] * gamma;
        }

        return factors;
    }
}
