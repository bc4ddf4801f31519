using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Element = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus>;
using Point = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256k1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;
using Rom = Chonk.Prover.Circuits.NonNativeGroups.PointRom<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256k1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;
using Scalar = Chonk.Prover.Circuits.NonNativeFields.NonNativeField<Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;

namespace Chonk.Prover.Circuits.NonNativeGroups;

/// <summary>
/// <c>u_1 G + u_2 Q</c> on secp256k1 by one chain of doublings over four half-width scalars (those of G in windows of 8 bits from lookup tables, those of
/// Q in windows of 4 bits from memory). The scalars skip 0, 1, 2 and 3 low bits, so that every doubling is followed by one addition.
/// </summary>
internal static class Secp256k1Multiplication
{
    private const int GeneratorWindowBits = 8;
    private const int KeyWindowBits = 4;
    private const int Rounds = 16;
    private const int TableSize = 16;

    /// <summary>The sum, which is always acceptable.</summary>
    public static (Point Sum, CircuitBool IsAcceptable) MultiplyAdd(Point key, Scalar u1, Scalar u2)
    {
        // 1. Digits.
        (OddDigits generatorLow, OddDigits generatorHigh) = OddDigits.Split(u1, GeneratorWindowBits, lowSkip: 2, highSkip: 3);
        (OddDigits keyLow, OddDigits keyHigh) = OddDigits.Split(u2, KeyWindowBits, lowSkip: 0, highSkip: 1);

        // 2. Odd multiples of Q and of -lambda Q.
        Point[] multiples = OddMultiples(key);
        Point[] mappedMultiples = Map(multiples);
        Rom table = new(multiples);
        Rom mappedTable = new(mappedMultiples);

        // 3. Eight bits a round.
        Point sum = table.Read(keyLow.Digits[0]);
        for (int i = 0; i < Rounds; i++)
        {
            sum = sum.Double();
            sum = sum.Double();
            Point add1 = mappedTable.Read(keyHigh.Digits[2 * i]);
            Point add2 = table.Read(keyLow.Digits[(2 * i) + 1]);
            Point add3 = Secp256k1FixedBase.Read(generatorHigh.Digits[i], isMapped: true);
            Point add4 = Secp256k1FixedBase.Read(generatorLow.Digits[i], isMapped: false);
            Point add5 = mappedTable.Read(keyHigh.Digits[(2 * i) + 1]);
            Point add6 = table.Read(keyLow.Digits[(2 * i) + 2]);
            sum = sum.DoubleAndAdd([add1, add2, add3]);
            sum = sum.DoubleAndAdd([add4, add5, add6]);
        }

        // 4. The low bits that were skipped.
        Point rest1 = Secp256k1FixedBase.Read(generatorHigh.Rest, isMapped: true);
        Point rest2 = mappedTable.Read(keyHigh.Rest);
        Point rest3 = Secp256k1FixedBase.Read(generatorLow.Rest, isMapped: false);
        sum += rest1;
        sum += rest2;
        sum += rest3;

        // 5. What made the scalars odd.
        sum = Correct(sum, Point.Constant(key.Builder, Secp256k1.Generator), generatorLow);
        CircuitField one = CircuitField.Constant(Fr.FromUInt64(1UL << (GeneratorWindowBits - 1)));
        sum = Correct(sum, Secp256k1FixedBase.Read(one, isMapped: true), generatorHigh);
        sum = Correct(sum, key, keyLow);
        sum = Correct(sum, mappedMultiples[TableSize / 2], keyHigh);
        return (sum, CircuitBool.True);
    }

    /// <summary><c>(2 i - 15) Q</c> for i from 0 to 15.</summary>
    private static Point[] OddMultiples(Point key)
    {
        var multiples = new Point[TableSize];
        Point twice = key.Double();
        multiples[TableSize / 2] = key;
        for (int i = (TableSize / 2) + 1; i < TableSize; i++)
        {
            multiples[i] = multiples[i - 1] + twice;
        }

        for (int i = 0; i < TableSize / 2; i++)
        {
            multiples[i] = -multiples[TableSize - 1 - i];
        }

        return multiples;
    }

    /// <summary><c>(beta x, -y)</c> of each point; the ordinates are those of the opposite points.</summary>
    private static Point[] Map(Point[] multiples)
    {
        Element beta = Element.Constant(null, Secp256k1Endomorphism.Beta);
        var mapped = new Point[multiples.Length];
        for (int i = 0; i < multiples.Length / 2; i++)
        {
            int opposite = multiples.Length - 1 - i;
            Element x = multiples[i].X * beta;
            mapped[i] = new(x, multiples[opposite].Y.Copy());
            mapped[opposite] = new(x.Copy(), multiples[i].Y.Copy());
        }

        return mapped;
    }

    private static Point Correct(Point sum, Point point, OddDigits digits)
    {
        Point addend = new(point.X.Copy(), point.Y.NegateIf(digits.Subtracts), point.IsInfinity);
        Point corrected = sum + addend;
        return Point.Select(digits.Adds ^ digits.Subtracts, corrected, sum);
    }
}
