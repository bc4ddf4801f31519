using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves.Pairing;

/// <summary>
/// The optimal ate pairing of BN254, <c>e: G1 x G2 -> Fq12</c>, bilinear and not degenerate:
/// <c>e(P, Q) = ( f_{6u+2,Q}(P) * l_{[6u+2]Q, pi(Q)}(P) * l_{[6u+2]Q + pi(Q), -pi^2(Q)}(P) )^((q^12 - 1) / r)</c>
/// with u = 4965661367192848881. Points of G2 stay on the twist in affine coordinates; a line of slope m through (x, y) of the twist takes
/// at (x_P, y_P) the value <c>y_P - m x_P w + (m x - y) w^3</c>. A few milliseconds a pair.
/// Source: [Vercauteren 2008, Optimal Pairings, section IV]; final power: [Scott et al. 2009, On the Final Exponentiation, section 5].
/// </summary>
public static class OptimalAtePairing
{
    private const ulong U = 4965661367192848881UL;

    /// <summary>Whether the product of <c>e(P_i, Q_i)</c> is one; pairs with infinity contribute one.</summary>
    /// <param name="pairs">Points of the groups; the caller owes the subgroup of G2, which <see cref="AffinePoint{TCurve,TBase,TScalar}.TryCreate"/> checks.</param>
    public static bool IsProductOne(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs)
    {
        Fq12 product = Fq12.One;
        foreach ((G1Affine p, G2Affine q) in pairs)
        {
            product *= MillerLoop(p, q);
        }

        return FinalPower(product).IsOne;
    }

    /// <summary>The pairing's value.</summary>
    internal static Fq12 Evaluate(in G1Affine p, in G2Affine q) => FinalPower(MillerLoop(p, q));

    /// <summary>The value before the final power.</summary>
    internal static Fq12 MillerLoop(in G1Affine p, in G2Affine q)
    {
        if (p.IsInfinity || q.IsInfinity)
        {
            return Fq12.One;
        }

        UInt256 loop = UInt256.FromUInt128((6 * (UInt128)U) + 2);
        Fq12 value = Fq12.One;
        Fq2 x = q.X;
        Fq2 y = q.Y;
        for (int i = loop.BitLength - 2; i >= 0; i--)
        {
            value = Fq12.Square(value);
            Fq2 square = Fq2.Square(x);
            Step(ref value, p, ref x, ref y, x, Fq2.Double(square) + square, Fq2.Double(y));
            if (loop.GetBit(i))
            {
                Step(ref value, p, ref x, ref y, q.X, q.Y - y, q.X - x);
            }
        }

        // pi(x, y) = (conj(x) gamma_2, conj(y) gamma_3); -pi^2(x, y) = (x gamma_2 conj(gamma_2), y), as gamma_3 conj(gamma_3) = -1.
        Fq2 gamma2 = Fq12.FrobeniusFactor(2);
        Fq2 x1 = Fq2.Conjugate(q.X) * gamma2;
        Fq2 y1 = Fq2.Conjugate(q.Y) * Fq12.FrobeniusFactor(3);
        Step(ref value, p, ref x, ref y, x1, y1 - y, x1 - x);
        Fq2 x2 = q.X * gamma2 * Fq2.Conjugate(gamma2);
        Step(ref value, p, ref x, ref y, x2, q.Y - y, x2 - x);
        return value;
    }

    /// <summary><c>value ^ ((q^12 - 1) / r)</c>.</summary>
    internal static Fq12 FinalPower(in Fq12 value)
    {
        // 1. Easy part, (q^6 - 1)(q^2 + 1). From here on the conjugate is the inverse.
        Fq12 f = Fq12.Conjugate(value) * Fq12.InverseOrZero(value);
        f = Fq12.Frobenius(Fq12.Frobenius(f)) * f;

        // 2. Hard part, (q^4 - q^2 + 1) / r = sum of lambda_i q^i, as y0 y1^2 y2^6 y3^12 y4^18 y5^30 y6^36.
        UInt256 u = UInt256.FromUInt64(U);
        Fq12 fu = Fq12.Pow(f, u);
        Fq12 fu2 = Fq12.Pow(fu, u);
        Fq12 fu3 = Fq12.Pow(fu2, u);
        Fq12 fq = Fq12.Frobenius(f);
        Fq12 fq2 = Fq12.Frobenius(fq);
        Fq12 y0 = fq * fq2 * Fq12.Frobenius(fq2);
        Fq12 y1 = Fq12.Conjugate(f);
        Fq12 y2 = Fq12.Frobenius(Fq12.Frobenius(fu2));
        Fq12 y3 = Fq12.Conjugate(Fq12.Frobenius(fu));
        Fq12 y4 = Fq12.Conjugate(fu * Fq12.Frobenius(fu2));
        Fq12 y5 = Fq12.Conjugate(fu2);
        Fq12 y6 = Fq12.Conjugate(fu3 * Fq12.Frobenius(fu3));

        Fq12 t0 = Fq12.Square(y6) * y4 * y5;
        Fq12 t1 = y3 * y5 * t0;
        t0 *= y2;
        t1 = Fq12.Square(Fq12.Square(t1) * t0);
        t0 = t1 * y1;
        t1 *= y0;
        return Fq12.Square(t0) * t1;
    }

    /// <summary>Multiplies by the line of slope <c>rise / run</c> through (x, y) at P, then moves (x, y) to its third point's mirror.</summary>
    /// <param name="value">The running value.</param>
    /// <param name="p">The point of G1.</param>
    /// <param name="x">Abscissa of the running point.</param>
    /// <param name="y">Ordinate of the running point.</param>
    /// <param name="otherX">Abscissa of the second point on the line; x itself for a tangent.</param>
    /// <param name="rise">Numerator of the slope.</param>
    /// <param name="run">Denominator of the slope, not zero for points of order r.</param>
    private static void Step(ref Fq12 value, in G1Affine p, ref Fq2 x, ref Fq2 y, in Fq2 otherX, in Fq2 rise, in Fq2 run)
    {
        Fq2 slope = rise * Fq2.InverseOrZero(run);
        value = Fq12.MultiplyByLine(value, p.Y, -(slope * p.X), (slope * x) - y);
        Fq2 third = Fq2.Square(slope) - x - otherX;
        y = (slope * (x - third)) - y;
        x = third;
    }
}
