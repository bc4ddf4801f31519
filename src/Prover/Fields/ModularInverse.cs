using System.Numerics;

namespace Chonk.Prover.Fields;

/// <summary>
/// Inverses modulo an odd p below 2^256 by division steps: from (f, g) = (p, x) each step halves g, or replaces (f, g) by (g, (g - f) / 2), until
/// g = 0 and f = +-1. Blocks of 62 steps look at the low words only and are then applied to all digits as one 2 x 2 matrix, to (d, e) with
/// <c>d x = f</c>, <c>e x = g</c> modulo p as to (f, g). Numbers are five signed digits of 62 bits. Variable time, about ten blocks.
/// Source: [Bernstein, Yang 2019, Fast constant-time gcd computation and modular inversion]; [Wuille, safegcd implementation notes, 2021].
/// </summary>
internal ref struct ModularInverse
{
    private const int Steps = 62;
    private const int Digits = 5;
    private const long Mask = (1L << Steps) - 1;

    private readonly Span<long> modulus;
    private readonly ulong modulusInverse;

    /// <summary>Prepares a modulus.</summary>
    /// <param name="modulus">Its digits, from <see cref="Split"/>.</param>
    private ModularInverse(Span<long> modulus)
    {
        this.modulus = modulus;

        // Newton: each round doubles the correct low bits of 1 / p mod 2^64.
        ulong inverse = (ulong)modulus[0];
        for (int i = 0; i < 6; i++)
        {
            inverse *= 2 - ((ulong)modulus[0] * inverse);
        }

        modulusInverse = inverse;
    }

    /// <summary><c>1 / value mod modulus</c>; 0 for 0.</summary>
    /// <param name="value">Below the modulus, and coprime to it unless zero.</param>
    /// <param name="modulus">Odd.</param>
    public static UInt256 Compute(in UInt256 value, in UInt256 modulus)
    {
        Span<long> m = stackalloc long[Digits], d = stackalloc long[Digits], e = stackalloc long[Digits];
        Span<long> f = stackalloc long[Digits], g = stackalloc long[Digits];
        Split(modulus, m);
        m.CopyTo(f);
        Split(value, g);
        d.Clear();
        e.Clear();
        e[0] = 1;
        ModularInverse inverse = new(m);
        long eta = -1;
        while ((g[0] | g[1] | g[2] | g[3] | g[4]) != 0)
        {
            Matrix t = DivisionSteps(ref eta, (ulong)f[0], (ulong)g[0]);
            inverse.ApplyModular(t, d, e);
            Apply(t, f, g);
        }

        return inverse.Normalize(d, f[Digits - 1] < 0);
    }

    private static void Split(in UInt256 value, Span<long> digits)
    {
        for (int i = 0; i < Digits; i++)
        {
            digits[i] = (long)value.GetBits(i * Steps, Steps);
        }
    }

    /// <summary>62 division steps on the low words; entries of the matrix are at most 2^62 in magnitude.</summary>
    private static Matrix DivisionSteps(ref long eta, ulong f, ulong g)
    {
        ulong u = 1, v = 0, q = 0, r = 1;
        int left = Steps;
        while (true)
        {
            int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0)
            {
                return new((long)u, (long)v, (long)q, (long)r);
            }

            // f and g are odd here. A multiple w of f cancels several low bits of g at once: as many as eta and the block allow.
            ulong w;
            if (eta < 0)
            {
                eta = -eta;
                (f, g) = (g, 0 - f);
                (u, q) = (q, 0 - u);
                (v, r) = (r, 0 - v);
                ulong mask = (ulong.MaxValue >> (64 - (int)Math.Min(eta + 1, left))) & 63;
                w = (f * g * ((f * f) - 2)) & mask;
            }
            else
            {
                ulong mask = (ulong.MaxValue >> (64 - (int)Math.Min(eta + 1, left))) & 15;
                w = f + (((f + 1) & 4) << 1);
                w = ((0 - w) * g) & mask;
            }

            g += f * w;
            q += u * w;
            r += v * w;
        }
    }

    /// <summary>(f, g) times the matrix, divided by 2^62, exactly.</summary>
    private static void Apply(in Matrix t, Span<long> f, Span<long> g)
    {
        Int128 cf = Product(t.U, f[0]) + Product(t.V, g[0]);
        Int128 cg = Product(t.Q, f[0]) + Product(t.R, g[0]);
        cf >>= Steps;
        cg >>= Steps;
        for (int i = 1; i < Digits; i++)
        {
            long fi = f[i], gi = g[i];
            cf += Product(t.U, fi) + Product(t.V, gi);
            cg += Product(t.Q, fi) + Product(t.R, gi);
            f[i - 1] = (long)cf & Mask;
            g[i - 1] = (long)cg & Mask;
            cf >>= Steps;
            cg >>= Steps;
        }

        f[Digits - 1] = (long)cf;
        g[Digits - 1] = (long)cg;
    }

    private static Int128 Product(long a, long b)
    {
        long high = Math.BigMul(a, b, out long low);
        return new((ulong)high, (ulong)low);
    }

    /// <summary>(d, e) times the matrix, divided by 2^62 modulo p; d and e stay in (-2p, p).</summary>
    private readonly void ApplyModular(in Matrix t, Span<long> d, Span<long> e)
    {
        long signD = d[Digits - 1] >> 63, signE = e[Digits - 1] >> 63;
        long md = (t.U & signD) + (t.V & signE);
        long me = (t.Q & signD) + (t.R & signE);
        Int128 cd = Product(t.U, d[0]) + Product(t.V, e[0]);
        Int128 ce = Product(t.Q, d[0]) + Product(t.R, e[0]);

        // Multiples of p that clear the low 62 bits.
        md -= (long)((modulusInverse * (ulong)cd) + (ulong)md) & Mask;
        me -= (long)((modulusInverse * (ulong)ce) + (ulong)me) & Mask;
        cd = (cd + Product(modulus[0], md)) >> Steps;
        ce = (ce + Product(modulus[0], me)) >> Steps;
        for (int i = 1; i < Digits; i++)
        {
            long di = d[i], ei = e[i];
            cd += Product(t.U, di) + Product(t.V, ei) + Product(modulus[i], md);
            ce += Product(t.Q, di) + Product(t.R, ei) + Product(modulus[i], me);
            d[i - 1] = (long)cd & Mask;
            e[i - 1] = (long)ce & Mask;
            cd >>= Steps;
            ce >>= Steps;
        }

        d[Digits - 1] = (long)cd;
        e[Digits - 1] = (long)ce;
    }

    /// <summary><c>d</c> or <c>-d</c> in <c>[0, p)</c>, for d in (-2p, p).</summary>
    private readonly UInt256 Normalize(Span<long> d, bool negate)
    {
        AddIfNegative(d);
        if (negate)
        {
            for (int i = 0; i < Digits; i++)
            {
                d[i] = -d[i];
            }

            Carry(d);
        }

        AddIfNegative(d);
        AddIfNegative(d);
        return new(
            (ulong)d[0] | ((ulong)d[1] << 62),
            ((ulong)d[1] >> 2) | ((ulong)d[2] << 60),
            ((ulong)d[2] >> 4) | ((ulong)d[3] << 58),
            ((ulong)d[3] >> 6) | ((ulong)d[4] << 56));
    }

    private readonly void AddIfNegative(Span<long> d)
    {
        if (d[Digits - 1] < 0)
        {
            for (int i = 0; i < Digits; i++)
            {
                d[i] += modulus[i];
            }

            Carry(d);
        }
    }

    private static void Carry(Span<long> d)
    {
        for (int i = 0; i < Digits - 1; i++)
        {
            d[i + 1] += d[i] >> Steps;
            d[i] &= Mask;
        }
    }

    /// <summary>62 steps as a matrix times 2^62: f' = U f + V g, g' = Q f + R g.</summary>
    private readonly record struct Matrix(long U, long V, long Q, long R);
}
