using System.Buffers.Binary;
using System.Text;
using Chonk.Prover.Fields;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Curves;

/// <summary>
/// Points whose discrete logarithms nobody knows, hashed from a domain and an index: BLAKE3 of the domain and the index seeds x coordinates
/// until one lies on the curve. The reference prover's rule, so that offsets and tables agree.
/// </summary>
public static class DerivedGenerators
{
    private const int SeedBytes = 64;

    /// <summary>Points of a domain named by text.</summary>
    /// <inheritdoc cref="Derive{TCurve, TBaseParameters, TScalar}(ReadOnlySpan{byte}, int)"/>
    public static AffinePoint<TCurve, PrimeField<TBaseParameters>, TScalar>[] Derive<TCurve, TBaseParameters, TScalar>(string domain, int count)
        where TCurve : struct, ICurve<TCurve, PrimeField<TBaseParameters>, TScalar>
        where TBaseParameters : struct, IPrimeFieldParameters
        where TScalar : struct, IPrimeField<TScalar> =>
        Derive<TCurve, TBaseParameters, TScalar>(Encoding.ASCII.GetBytes(domain), count);

    /// <summary>Points 0, 1, ..., <paramref name="count"/> - 1 of a domain.</summary>
    /// <typeparam name="TCurve">A curve of prime order.</typeparam>
    /// <typeparam name="TBaseParameters">Parameters of the field of its coordinates.</typeparam>
    /// <typeparam name="TScalar">Its scalars.</typeparam>
    /// <param name="domain">What the points are for.</param>
    /// <param name="count">How many.</param>
    public static AffinePoint<TCurve, PrimeField<TBaseParameters>, TScalar>[] Derive<TCurve, TBaseParameters, TScalar>(
        ReadOnlySpan<byte> domain, int count)
        where TCurve : struct, ICurve<TCurve, PrimeField<TBaseParameters>, TScalar>
        where TBaseParameters : struct, IPrimeFieldParameters
        where TScalar : struct, IPrimeField<TScalar>
    {
        Span<byte> seed = stackalloc byte[SeedBytes];
        seed.Clear();
        Blake3.Hash(domain).CopyTo(seed);
        AffinePoint<TCurve, PrimeField<TBaseParameters>, TScalar>[] points = new AffinePoint<TCurve, PrimeField<TBaseParameters>, TScalar>[count];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(seed[32..], i);
            points[i] = FromSeed<TCurve, TBaseParameters, TScalar>(seed);
        }

        return points;
    }

    /// <summary>
    /// For attempts 0, 1, ...: x is <c>H(seed, attempt, 0) 2^256 + H(seed, attempt, 1)</c> modulo the field, the top bit of the first hash says
    /// whether y is odd; the first x on the curve is taken.
    /// </summary>
    private static AffinePoint<TCurve, PrimeField<TBaseParameters>, TScalar> FromSeed<TCurve, TBaseParameters, TScalar>(ReadOnlySpan<byte> seed)
        where TCurve : struct, ICurve<TCurve, PrimeField<TBaseParameters>, TScalar>
        where TBaseParameters : struct, IPrimeFieldParameters
        where TScalar : struct, IPrimeField<TScalar>
    {
        byte[] message = [.. seed, 0, 0];
        byte[] wide = new byte[2 * Blake3.DigestBytes];
        while (true)
        {
            message[^1] = 0;
            Blake3.Hash(message).CopyTo(wide, 0);
            message[^1] = 1;
            Blake3.Hash(message).CopyTo(wide, Blake3.DigestBytes);
            PrimeField<TBaseParameters> x = PrimeField<TBaseParameters>.FromWideBytes(wide);
            if (PrimeField<TBaseParameters>.TrySquareRoot((PrimeField<TBaseParameters>.Square(x) * x) + TCurve.B, out PrimeField<TBaseParameters> y))
            {
                bool isOdd = wide[0] > 127;
                return AffinePoint<TCurve, PrimeField<TBaseParameters>, TScalar>.CreateUnchecked(x, y.ToInteger().GetBit(0) == isOdd ? y : -y);
            }

            message[^2]++;
        }
    }
}
