using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves.Pairing;

/// <summary>
/// The cubic extension Fq2[v] / (v^3 - (9 + u)): <c>C0 + C1 v + C2 v^2</c>. A product costs six products of Fq2. Source: [Devegili et al.
/// 2006, Multiplication and Squaring on Pairing-Friendly Fields, section 4].
/// </summary>
internal readonly record struct Fq6(Fq2 C0, Fq2 C1, Fq2 C2)
{
    public static Fq6 Zero => default;

    public static Fq6 One => new(Fq2.One, default, default);

    public static Fq6 operator +(in Fq6 left, in Fq6 right) =>
        new(left.C0 + right.C0, left.C1 + right.C1, left.C2 + right.C2);

    public static Fq6 operator -(in Fq6 left, in Fq6 right) =>
        new(left.C0 - right.C0, left.C1 - right.C1, left.C2 - right.C2);

    public static Fq6 operator -(in Fq6 value) => new(-value.C0, -value.C1, -value.C2);

    /// <summary>Karatsuba over the three pairs of coefficients.</summary>
    public static Fq6 operator *(in Fq6 left, in Fq6 right)
    {
        Fq2 p0 = left.C0 * right.C0;
        Fq2 p1 = left.C1 * right.C1;
        Fq2 p2 = left.C2 * right.C2;
        return new(
            p0 + Fq2.MultiplyByNonResidue(((left.C1 + left.C2) * (right.C1 + right.C2)) - p1 - p2),
            ((left.C0 + left.C1) * (right.C0 + right.C1)) - p0 - p1 + Fq2.MultiplyByNonResidue(p2),
            ((left.C0 + left.C2) * (right.C0 + right.C2)) - p0 - p2 + p1);
    }

    /// <summary><c>value * (a + b v)</c>.</summary>
    public static Fq6 MultiplySparse(in Fq6 value, in Fq2 a, in Fq2 b)
    {
        Fq2 p0 = value.C0 * a;
        Fq2 p1 = value.C1 * b;
        return new(
            p0 + Fq2.MultiplyByNonResidue(value.C2 * b),
            ((value.C0 + value.C1) * (a + b)) - p0 - p1,
            (value.C2 * a) + p1);
    }

    /// <summary><c>value * v</c>.</summary>
    public static Fq6 MultiplyByV(in Fq6 value) => new(Fq2.MultiplyByNonResidue(value.C2), value.C0, value.C1);

    /// <summary>The multiplicative inverse; zero gives zero.</summary>
    public static Fq6 InverseOrZero(in Fq6 value)
    {
        Fq2 a = Fq2.Square(value.C0) - Fq2.MultiplyByNonResidue(value.C1 * value.C2);
        Fq2 b = Fq2.MultiplyByNonResidue(Fq2.Square(value.C2)) - (value.C0 * value.C1);
        Fq2 c = Fq2.Square(value.C1) - (value.C0 * value.C2);
        Fq2 norm = Fq2.InverseOrZero((value.C0 * a) + Fq2.MultiplyByNonResidue((value.C2 * b) + (value.C1 * c)));
        return new(a * norm, b * norm, c * norm);
    }
}
