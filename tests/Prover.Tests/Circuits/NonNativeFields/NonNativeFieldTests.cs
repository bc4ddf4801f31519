using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Tests.Acir.Gates;
using Xunit;

namespace Chonk.Prover.Tests.Circuits.NonNativeFields;

/// <summary>Every operation against BigInteger, and its columns against all relations; witnesses that must fail do.</summary>
public abstract class NonNativeFieldTests<TModulus>
    where TModulus : struct, INonNativeModulus
{
    private static readonly BigInteger P = TModulus.Modulus;

    [Fact]
    public void Operations_RandomAndEdgeValues_AgreeWithIntegersAndSatisfyTheCircuit()
    {
        using MegaCircuitBuilder circuit = new();
        BigInteger[] edges = [0, 1, 2, P - 1, P - 2, (BigInteger.One << 204) - 1, BigInteger.One << 136];
        BigInteger[] random = [.. Randoms(seed: 68, 6)];
        BigInteger[] values = [.. edges, .. random];
        for (int i = 0; i < values.Length; i++)
        {
            (BigInteger a, BigInteger b, BigInteger c) = (values[i], values[(i + 3) % values.Length], values[(i + 5) % values.Length]);
            NonNativeField<TModulus> x = Witness(circuit, a);
            NonNativeField<TModulus> y = Witness(circuit, b);
            NonNativeField<TModulus> z = i % 2 == 0 ? Witness(circuit, c) : NonNativeField<TModulus>.Constant(null, c);
            Check(a + b, x + y);
            Check(a - b, x - y);
            Check(b - c, y - z);
            Check(c - b, z - y);
            Check(-a, -x);
            Check(a * b, x * y);
            Check(a * c, x * z);
            Check(a * a, x.Square());
            Check((a * a) + b + c, x.SquareAdd([y.Copy(), z.Copy()]));
            Check((a * b) + c, x.MultiplyAdd(y, [z.Copy()]));
            Check(a + b + c, x.AddTwo(y, z));
            Check((a * b) + (b * c) + a, NonNativeField<TModulus>.SumOfProducts([x, y], [y, z], [x.Copy()]));
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void Quotients_NonZeroDivisors_AgreeWithIntegersAndSatisfyTheCircuit()
    {
        using MegaCircuitBuilder circuit = new();
        foreach (BigInteger[] v in Randoms(seed: 69, 12).Chunk(3))
        {
            NonNativeField<TModulus> x = Witness(circuit, v[0]);
            NonNativeField<TModulus> y = Witness(circuit, v[1]);
            NonNativeField<TModulus> z = Witness(circuit, v[2]);
            BigInteger inverse = BigInteger.ModPow(v[2], P - 2, P);
            Check(v[0] * inverse, x.DivideUnchecked(z));
            Check((v[0] + v[1]) * inverse, NonNativeField<TModulus>.DivideUnchecked([x.Copy(), y.Copy()], z));
            Check(-((v[0] * v[1]) + v[1]) * inverse, NonNativeField<TModulus>.NegatedQuotient([x], [y], z, [y.Copy()]));
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void LongSums_AreReducedBeforeLimbsOverflow()
    {
        using MegaCircuitBuilder circuit = new();
        BigInteger expected = P - 1;
        NonNativeField<TModulus> sum = Witness(circuit, expected);
        for (int i = 0; i < 40; i++)
        {
            sum += sum;
            expected = 2 * expected % P;
        }

        Check(expected, sum);
        Check(expected * expected, sum * sum);
        sum.Reduce();
        Assert.True(sum.MaximumValue < BigInteger.One << 256);
        Check(expected, sum);
        sum.ReduceFully();
        Assert.Equal(expected, sum.Value);
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void ComparisonsAndChoice_AgreeWithIntegersAndSatisfyTheCircuit()
    {
        using MegaCircuitBuilder circuit = new();
        BigInteger[] values = [0, 1, P - 1, .. Randoms(seed: 70, 3)];
        foreach (BigInteger a in values)
        {
            NonNativeField<TModulus> x = Witness(circuit, a);
            foreach (BigInteger b in values)
            {
                NonNativeField<TModulus> y = Witness(circuit, b);
                Assert.Equal(a == b, x.IsEqualTo(y).Value);
                NonNativeField<TModulus> selected = NonNativeField<TModulus>.Select(CircuitBool.Witness(circuit, a < b), x, y);
                Check(BigInteger.Min(a, b), selected);
                if (a != b)
                {
                    x.AssertNotEqual(y);
                }
            }

            foreach (BigInteger bound in new[] { BigInteger.One, (P + 1) / 2, P, a + 1, BigInteger.Max(a, 1), BigInteger.One << 204, (BigInteger.One << 68) - 1 })
            {
                Assert.Equal(a < bound, x.IsBelow(bound).Value);
            }

            Check(-a, x.NegateIf(CircuitBool.Witness(circuit, value: true)));
            (x + x).AssertEqual(Witness(circuit, 2 * a % P));
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void FromBytes_ValuesAboveTheModulusToo_IsTheInteger()
    {
        using MegaCircuitBuilder circuit = new();
        foreach (BigInteger value in new[] { 0, P - 1, P, (BigInteger.One << 256) - 1 })
        {
            byte[] bytes = new byte[32];
            value.TryWriteBytes(bytes, out int written, isUnsigned: true, isBigEndian: true);
            byte[] padded = [.. new byte[32 - written], .. bytes.Take(written)];
            NonNativeField<TModulus> element = NonNativeField<TModulus>.FromBytes(CircuitInputs.Of(circuit, padded));
            Assert.Equal(value, element.Value);
            Assert.Equal(value < P, element.IsBelow(P).Value);
            Check(value * value, element.Square());
        }

        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Theory]
    [InlineData("equal")]
    [InlineData("not equal")]
    [InlineData("below")]
    [InlineData("zero divisor")]
    [InlineData("zero by zero")]
    [InlineData("sum of products")]
    [InlineData("sum of addends")]
    [InlineData("equal to a constant")]
    public void Constraints_OfAWrongWitness_AreRefused(string kind)
    {
        using MegaCircuitBuilder circuit = new();
        NonNativeField<TModulus> x = Witness(circuit, 5);
        NonNativeField<TModulus> y = Witness(circuit, kind == "not equal" ? 5 : 6);
        switch (kind)
        {
            case "equal":
                x.AssertEqual(y);
                break;
            case "not equal":
                x.AssertNotEqual(y);
                break;
            case "below":
                y.IsBelow(6).AssertEqual(CircuitBool.True);
                break;
            case "zero divisor":
                _ = x.DivideUnchecked(Witness(circuit, 0));
                break;
            case "zero by zero":
                _ = Witness(circuit, 0) / Witness(circuit, 0);
                break;
            case "sum of addends":
                _ = NonNativeField<TModulus>.SumOfProducts([], [], [x.Copy(), y.Copy()], mustBeZero: true);
                break;
            case "equal to a constant":
                x.AssertEqual(NonNativeField<TModulus>.Constant(null, 6));
                break;
            default:
                _ = NonNativeField<TModulus>.SumOfProducts([x], [y], [x.Copy()], mustBeZero: true);
                break;
        }

        Assert.NotNull(circuit.Failure);
        Assert.NotNull(CircuitSatisfaction.FindRelationViolation(circuit));
    }

    [Fact]
    public void SumOfProducts_OfAddendsAlone_MayBeAMultipleOfTheModulus()
    {
        using MegaCircuitBuilder circuit = new();
        NonNativeField<TModulus>[] addends = [Witness(circuit, 5), Witness(circuit, P - 7), NonNativeField<TModulus>.Constant(null, 2)];
        Check(0, NonNativeField<TModulus>.SumOfProducts([], [], addends, mustBeZero: true));
        Witness(circuit, 6).AssertEqual(NonNativeField<TModulus>.Constant(null, 6));
        NonNativeField<TModulus>.Constant(null, 6).AssertEqual(Witness(circuit, 6));
        Assert.Null(CircuitSatisfaction.FindViolation(circuit));
    }

    [Fact]
    public void SumOfProducts_OfConstantsThatMustBeZero_IsRefusedWhenItIsNot()
    {
        NonNativeField<TModulus> two = NonNativeField<TModulus>.Constant(null, 2);
        NonNativeField<TModulus> rest = NonNativeField<TModulus>.Constant(null, P - 4);
        Check(0, NonNativeField<TModulus>.SumOfProducts([two], [two], [rest], mustBeZero: true));
        Assert.Throws<InvalidOperationException>(() => NonNativeField<TModulus>.SumOfProducts([two], [two], [two], mustBeZero: true));
    }

    [Fact]
    public void FromHalves_HalfTooWide_IsRefused()
    {
        using MegaCircuitBuilder circuit = new();
        CircuitField low = CircuitField.Witness(circuit, Fr.FromInteger(Chonk.Prover.Fields.UInt256.One << 137));
        _ = NonNativeField<TModulus>.FromHalves(low, CircuitField.ZeroVariable(circuit));
        Assert.NotNull(circuit.Failure);
        Assert.NotNull(CircuitSatisfaction.FindRelationViolation(circuit));
    }

    private static NonNativeField<TModulus> Witness(MegaCircuitBuilder circuit, BigInteger value) => NonNativeField<TModulus>.Witness(circuit, value);

    private static void Check(BigInteger expected, NonNativeField<TModulus> actual)
    {
        Assert.Equal(((expected % P) + P) % P, actual.Residue);
        Assert.True(actual.Value <= actual.MaximumValue);
    }

    private static IEnumerable<BigInteger> Randoms(int seed, int count)
    {
        Random random = new(seed);
        byte[] bytes = new byte[40];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            yield return new BigInteger(bytes, isUnsigned: true) % P;
        }
    }
}

/// <summary>Coordinates of secp256r1.</summary>
public sealed class Secp256r1BaseFieldTests : NonNativeFieldTests<Secp256r1BaseModulus>;

/// <summary>Scalars of secp256r1.</summary>
public sealed class Secp256r1ScalarFieldTests : NonNativeFieldTests<Secp256r1ScalarModulus>;

/// <summary>Coordinates of secp256k1.</summary>
public sealed class Secp256k1BaseFieldTests : NonNativeFieldTests<Secp256k1BaseModulus>;

/// <summary>Scalars of secp256k1.</summary>
public sealed class Secp256k1ScalarFieldTests : NonNativeFieldTests<Secp256k1ScalarModulus>;
