using System.Numerics;
using System.Security.Cryptography;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.NonNativeGroups;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;
using Curve = Chonk.Prover.Circuits.NonNativeGroups.IntegerCurve<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256r1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;
using Point = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256r1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256r1ScalarModulus>;
using PointK1 = Chonk.Prover.Circuits.NonNativeGroups.NonNativePoint<
    Chonk.Prover.Circuits.NonNativeGroups.Secp256k1,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1BaseModulus,
    Chonk.Prover.Circuits.NonNativeFields.Secp256k1ScalarModulus>;

namespace Chonk.Prover.Tests.Circuits.NonNativeGroups;

/// <summary>Integer curves against .NET's, circuits against integer curves; every pair of cases of the complete law.</summary>
public sealed class NonNativePointTests
{
    [Fact]
    public void Multiply_Generator_IsThePublicKeyOfNet()
    {
        for (int i = 0; i < 3; i++)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
            IntegerPoint point = Curve.Multiply(Secp256r1.Generator, Integer(parameters.D!));
            Assert.Equal(Integer(parameters.Q.X!), point.X);
            Assert.Equal(Integer(parameters.Q.Y!), point.Y);
        }
    }

    [Fact]
    public void AddAllAndMultiply_AllCases_AgreeWithAdditions()
    {
        List<IntegerPoint> multiples = [IntegerPoint.Infinity];
        for (int k = 1; k < 20; k++)
        {
            multiples.Add(Curve.Add(multiples[^1], Secp256r1.Generator));
            Assert.Equal(multiples[k], Curve.Multiply(Secp256r1.Generator, k));
        }

        BigInteger order = Secp256r1ScalarModulus.Modulus;
        Assert.Equal(Curve.Negate(multiples[3]), Curve.Multiply(Secp256r1.Generator, order - 3));
        Assert.Equal(multiples[5], Curve.Multiply(Secp256r1.Generator, order + 5));
        Assert.True(Curve.Multiply(IntegerPoint.Infinity, 5).IsInfinity);
        IntegerPoint p = multiples[7];
        IntegerPoint[] left = [p, p, p, p, IntegerPoint.Infinity, IntegerPoint.Infinity, multiples[2]];
        IntegerPoint[] right = [multiples[4], p, Curve.Negate(p), IntegerPoint.Infinity, p, IntegerPoint.Infinity, multiples[9]];
        Assert.Equal(left.Zip(right, static (a, b) => Curve.Add(a, b)), Curve.AddAll(left, right));
    }

    [Fact]
    public void Points_AreOnTheirCurvesAndOfTheirOrders()
    {
        foreach (IntegerPoint point in new[] { Secp256r1.Generator, Secp256r1.OffsetGenerator, Secp256r1.TableOffsetGenerator })
        {
            Assert.True(Curve.Contains(point));
            Assert.True(Curve.Multiply(point, Secp256r1ScalarModulus.Modulus).IsInfinity);
        }

        foreach (IntegerPoint point in new[] { Secp256k1.Generator, Secp256k1.OffsetGenerator })
        {
            Assert.True(IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Contains(point));
            Assert.True(IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Multiply(point, Secp256k1ScalarModulus.Modulus).IsInfinity);
        }
    }

    [Fact]
    public void PlusAndMinus_AllCases_AgreeWithTheGroupAndSatisfyTheCircuit()
    {
        IntegerPoint p = Curve.Multiply(Secp256r1.Generator, 7);
        IntegerPoint q = Curve.Multiply(Secp256r1.Generator, 1234567);
        using MegaCircuitBuilder circuit = new();
        foreach (IntegerPoint a in new[] { p, Curve.Negate(p), IntegerPoint.Infinity })
        {
            foreach (IntegerPoint b in new[] { p, q, IntegerPoint.Infinity })
            {
                Point x = Point.Witness(circuit, a);
                Point y = Point.Witness(circuit, b);
                Assert.Equal(Curve.Add(a, b), (x + y).Value);
                Assert.Equal(Curve.Add(a, Curve.Negate(b)), (x - y).Value);
                Assert.Equal(Curve.Negate(a), (-x).Value);
            }
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void PlusOnSecp256k1_ChordAndTangent_AgreeWithTheGroupAndSatisfyTheCircuit()
    {
        IntegerPoint p = Secp256k1.Generator;
        IntegerPoint q = Secp256k1.OffsetGenerator;
        using MegaCircuitBuilder circuit = new();
        PointK1 x = PointK1.Witness(circuit, p);
        Assert.Equal(IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Add(p, q), (x + PointK1.Witness(circuit, q)).Value);
        Assert.Equal(IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Double(p), (x + PointK1.Witness(circuit, p)).Value);
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Double_PointsAndInfinity_AgreesWithTheGroupAndSatisfiesTheCircuit()
    {
        using MegaCircuitBuilder circuit = new();
        foreach (IntegerPoint point in new[] { Secp256r1.Generator, Curve.Multiply(Secp256r1.Generator, 99), IntegerPoint.Infinity })
        {
            Assert.Equal(Curve.Double(point), Point.Witness(circuit, point).Double().Value);
        }

        Assert.Equal(
            IntegerCurve<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>.Double(Secp256k1.Generator),
            PointK1.Witness(circuit, Secp256k1.Generator).Double().Value);
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void FromCoordinates_ZerosOnly_IsInfinity()
    {
        using MegaCircuitBuilder circuit = new();
        foreach ((BigInteger x, BigInteger y) in new[] { (BigInteger.Zero, BigInteger.Zero), (0, 1), (1, 0), (BigInteger.One << 204, 0), (0, BigInteger.One << 204) })
        {
            Point point = Point.FromCoordinates(
                NonNativeField<Secp256r1BaseModulus>.Witness(circuit, x), NonNativeField<Secp256r1BaseModulus>.Witness(circuit, y));
            Assert.Equal(x.IsZero && y.IsZero, point.IsInfinity.Value);
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Witness_OffTheCurve_IsRefused()
    {
        using MegaCircuitBuilder circuit = new();
        IntegerPoint point = Secp256r1.Generator with { Y = Secp256r1.Generator.Y + 1 };
        Assert.False(Curve.Contains(point));
        _ = Point.Witness(circuit, point);
        Assert.NotNull(circuit.Failure);
        Assert.NotNull(CircuitSatisfaction.FindRelationViolation(circuit));
    }

    private static BigInteger Integer(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
