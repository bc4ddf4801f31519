using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Groups;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.Groups;

/// <summary>Sums and products in circuits against the curve arithmetic of <c>Curves</c>, in all exceptional cases.</summary>
public sealed class GrumpkinTests
{
    private static readonly GrumpkinAffine G = GrumpkinAffine.Generator;
    private static readonly GrumpkinAffine P = Times(UInt256.FromUInt64(123456789));
    private static readonly UInt256 Order = Fq.Modulus;
    private static readonly UInt256 Last = UInt256.Subtract(Order, UInt256.One, out _);

    [Fact]
    public void Addition_AllPairsOfPointsAndKinds_IsTheGroupLaw()
    {
        GrumpkinAffine[] points = [G, P, -P, GrumpkinAffine.Infinity];
        using MegaCircuitBuilder circuit = new();
        foreach (GrumpkinAffine a in points)
        {
            foreach (GrumpkinAffine b in points)
            {
                for (int kinds = 0; kinds < 4; kinds++)
                {
                    GrumpkinPoint left = Input(circuit, a, (kinds & 1) != 0);
                    GrumpkinPoint right = Input(circuit, b, (kinds & 2) != 0);
                    GrumpkinAffine sum = ((GrumpkinJacobian)a + b).ToAffine();
                    Assert.Equal(sum, (left + right).Standardize().Value);
                    Assert.Equal(((GrumpkinJacobian)a + (-b)).ToAffine(), (left - right).Standardize().Value);
                    (left + right).AssertEqual(Input(circuit, sum, isConstant: false));
                }
            }

            Assert.Equal(GrumpkinJacobian.Double(a).ToAffine(), Input(circuit, a, isConstant: false).Double().Value);
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Sums_WithAnyGuess_AreThoseWithout()
    {
        using MegaCircuitBuilder circuit = new();
        GrumpkinAffine offCurve = GrumpkinAffine.CreateUnchecked(Fr.FromUInt64(7), Fr.FromUInt64(9));
        GrumpkinAffine[] points = [G, P, -P, offCurve];
        foreach (GrumpkinAffine a in points)
        {
            GrumpkinPoint left = Input(circuit, a, isConstant: false);
            GrumpkinAffine twice = left.Double().Value;
            foreach (GrumpkinAffine guess in (GrumpkinAffine[])[twice, -twice, G, offCurve, GrumpkinAffine.Infinity])
            {
                Assert.Equal(twice, left.Double(guess).Value);
            }

            foreach (GrumpkinAffine b in points)
            {
                // Equal and opposite points have no chord; the sum is then what an inverse of zero gives, whatever is guessed.
                GrumpkinPoint right = Input(circuit, b, isConstant: false);
                GrumpkinAffine sum = left.AddUnchecked(right).Value;
                foreach (GrumpkinAffine guess in (GrumpkinAffine[])[sum, -sum, twice, offCurve, GrumpkinAffine.Infinity])
                {
                    Assert.Equal(sum, left.AddUnchecked(right, guess).Value);
                }
            }
        }
    }

    [Fact]
    public void Multiplication_EdgeScalarsAndPoints_IsTheSumOfProducts()
    {
        UInt256[] scalars = [UInt256.Zero, UInt256.One, UInt256.FromUInt64(16), Last];
        GrumpkinAffine[] points = [P, GrumpkinAffine.Infinity, P, G];
        for (int shift = 0; shift < scalars.Length; shift++)
        {
            using MegaCircuitBuilder circuit = new();
            GrumpkinJacobian expected = GrumpkinJacobian.Infinity;
            GrumpkinPoint[] inputs = new GrumpkinPoint[points.Length];
            GrumpkinScalar[] factors = new GrumpkinScalar[points.Length];
            for (int i = 0; i < points.Length; i++)
            {
                UInt256 scalar = scalars[(i + shift) % scalars.Length];
                inputs[i] = Input(circuit, points[i], isConstant: i == 3);
                factors[i] = Scalar(circuit, scalar, isConstant: i == 2);
                expected += GrumpkinJacobian.Multiply(points[i], scalar);
            }

            Assert.Equal(expected.ToAffine(), GrumpkinMultiplication.Multiply(inputs, factors).Standardize().Value);
            Assert.Null(CircuitSatisfaction.FindViolation(circuit));
        }
    }

    [Fact]
    public void Multiplication_FixedBase_IsThePedersenGeneratorsMultiple()
    {
        // Published as the first default generators of the Pedersen hash of Barretenberg.
        GrumpkinAffine generator = GrumpkinAffine.CreateUnchecked(
            Fr.ParseHex("0x083e7911d835097629f0067531fc15cafd79a89beecb39903f69572c636f4a5a"),
            Fr.ParseHex("0x1a7f5efaad7f315c25a918f30cc8d7333fccab7ad7c90f14de81bcc528f9935d"));
        foreach (UInt256 scalar in new[] { UInt256.Zero, UInt256.One, Last })
        {
            using MegaCircuitBuilder circuit = new();
            GrumpkinPoint product = GrumpkinMultiplication.Multiply([GrumpkinPoint.Constant(generator)], [Scalar(circuit, scalar, isConstant: false)]);
            Assert.Equal(GrumpkinJacobian.Multiply(generator, scalar).ToAffine(), product.Standardize().Value);
            Assert.True(circuit.TableRowCount > 0);
            Assert.Null(CircuitSatisfaction.FindViolation(circuit));
        }
    }

    /// <summary>A term by fixed tables beside one by memory: their sums are added with a check.</summary>
    [Fact]
    public void Multiplication_FixedBaseBesideAVariablePoint_IsTheSumOfProducts()
    {
        GrumpkinAffine generator = DerivedGenerators.Derive<Grumpkin, Bn254ScalarField, Fq>("DEFAULT_DOMAIN_SEPARATOR", 1)[0];
        using MegaCircuitBuilder circuit = new();
        GrumpkinPoint[] points = [GrumpkinPoint.Constant(generator), Input(circuit, P, isConstant: false)];
        GrumpkinScalar[] scalars = [Scalar(circuit, UInt256.FromUInt64(77), isConstant: false), Scalar(circuit, Last, isConstant: false)];
        GrumpkinAffine expected = (GrumpkinJacobian.Multiply(generator, UInt256.FromUInt64(77)) + (-P)).ToAffine();
        Assert.Equal(expected, GrumpkinMultiplication.Multiply(points, scalars).Standardize().Value);
        Assert.True(circuit.TableRowCount > 0);
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void AddChecked_SameAbscissa_Fails()
    {
        foreach (GrumpkinAffine other in new[] { P, -P, G })
        {
            using MegaCircuitBuilder circuit = new();
            GrumpkinPoint sum = Input(circuit, P, isConstant: false).AddChecked(Input(circuit, other, isConstant: false));
            bool differs = other.X != P.X;
            Assert.Equal(differs, CircuitSatisfaction.FindRelationViolation(circuit) is null);
            Assert.True(!differs || sum.Value == ((GrumpkinJacobian)P + other).ToAffine());
        }
    }

    /// <summary>A constant coordinate beside a variable becomes a variable that a gate fixes.</summary>
    [Fact]
    public void FromCoordinates_OneConstant_FixesItByAGate()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitField y = CircuitField.Witness(circuit, P.Y);
        int gates = circuit.GateCount;
        GrumpkinPoint point = GrumpkinPoint.FromParts(CircuitField.Constant(P.X), y, CircuitBool.False);
        Assert.False(point.X.IsConstant);
        Assert.Equal(gates + 1, circuit.GateCount);
        Assert.Equal(GrumpkinJacobian.Double(P).ToAffine(), (point + point).Value);
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Multiplication_OfConstants_AddsNothing()
    {
        using MegaCircuitBuilder circuit = new();
        int gates = circuit.GateCount;
        GrumpkinPoint product = GrumpkinMultiplication.Multiply([GrumpkinPoint.Constant(P)], [Scalar(circuit, Last, isConstant: true)]);
        Assert.Equal(-P, product.Value);
        Assert.Equal(gates, circuit.GateCount);
    }

    [Fact]
    public void Inputs_OutsideCurveOrRange_Fail()
    {
        using MegaCircuitBuilder offCurve = new();
        Input(offCurve, GrumpkinAffine.CreateUnchecked(Fr.One, Fr.One), isConstant: false);
        Assert.NotNull(CircuitSatisfaction.FindRelationViolation(offCurve));

        using MegaCircuitBuilder tooLarge = new();
        GrumpkinMultiplication.Multiply([Input(tooLarge, P, isConstant: false)], [Scalar(tooLarge, Order, isConstant: false)]);
        Assert.NotNull(tooLarge.Failure);

        using MegaCircuitBuilder wrongSum = new();
        (Input(wrongSum, P, isConstant: false) + Input(wrongSum, G, isConstant: false)).AssertEqual(Input(wrongSum, P, isConstant: false));
        Assert.NotNull(wrongSum.Failure);
    }

    private static GrumpkinAffine Times(UInt256 scalar) => GrumpkinJacobian.Multiply(G, scalar).ToAffine();

    private static GrumpkinPoint Input(MegaCircuitBuilder circuit, GrumpkinAffine point, bool isConstant) =>
        isConstant
            ? GrumpkinPoint.Constant(point)
            : GrumpkinPoint.FromCoordinates(CircuitField.Witness(circuit, point.X), CircuitField.Witness(circuit, point.Y), assertOnCurve: true);

    private static GrumpkinScalar Scalar(MegaCircuitBuilder circuit, UInt256 scalar, bool isConstant)
    {
        Fr low = Fr.FromInteger(new(scalar.L0, scalar.L1, 0, 0));
        Fr high = Fr.FromInteger(scalar >> 128);
        return isConstant
            ? new(CircuitField.Constant(low), CircuitField.Constant(high))
            : new(CircuitField.Witness(circuit, low), CircuitField.Witness(circuit, high));
    }
}
