using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Bytes;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <content>Elements from constants, witnesses, halves, bytes and limbs.</content>
public sealed partial class NonNativeField<TModulus>
{
    private const int NibbleBits = 4;
    private const int ByteCount = 32;

    /// <summary>The constant zero.</summary>
    public static NonNativeField<TModulus> Zero => Constant(null, BigInteger.Zero);

    /// <summary>The constant one.</summary>
    public static NonNativeField<TModulus> One => Constant(null, BigInteger.One);

    /// <summary>
    /// The constant 0 as the smallest multiple of p above every unreduced element: added to one side of an identity, it keeps quotients positive.
    /// </summary>
    private static NonNativeField<TModulus> UnreducedZero
    {
        get
        {
            BigInteger multiple = ((MaximumUnreducedValue / Modulus) + 1) * Modulus;
            NonNativeField<TModulus> result = new(builder: null);
            for (int i = 0; i < LimbCount; i++)
            {
                int end = i == LimbCount - 1 ? multiple.BitCount() : (i + 1) * LimbBits;
                result.SetConstantLimb(i, multiple.Slice(i * LimbBits, end));
            }

            result.primeLimb = CircuitField.Constant(multiple.ToFr());
            return result;
        }
    }

    /// <summary>A constant.</summary>
    /// <param name="builder">The circuit, if known.</param>
    /// <param name="value">0 to p - 1.</param>
    public static NonNativeField<TModulus> Constant(MegaCircuitBuilder? builder, BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Modulus);
        NonNativeField<TModulus> result = new(builder);
        for (int i = 0; i < LimbCount; i++)
        {
            result.SetConstantLimb(i, value.Slice(i * LimbBits, (i + 1) * LimbBits));
        }

        result.primeLimb = CircuitField.Constant(builder, value.ToFr());
        return result;
    }

    /// <summary>A witness as two halves of 136 bits, each of which is then cut into two limbs; below 2^(bits of p), not below p.</summary>
    public static NonNativeField<TModulus> Witness(MegaCircuitBuilder builder, BigInteger value)
    {
        CircuitField low = CircuitField.Witness(builder, value.Slice(0, 2 * LimbBits).ToFr());
        CircuitField high = CircuitField.Witness(builder, value.Slice(2 * LimbBits, 4 * LimbBits).ToFr());
        return FromHalves(low, high);
    }

    /// <summary>The integer <c>low + 2^136 high</c>: each half is cut into two range-constrained limbs.</summary>
    /// <param name="low">Below 2^136.</param>
    /// <param name="high">Below 2^(bits - 136).</param>
    /// <param name="bitCount">Width of the whole; that of p when null.</param>
    public static NonNativeField<TModulus> FromHalves(in CircuitField low, in CircuitField high, int? bitCount = null)
    {
        MegaCircuitBuilder? builder = low.Builder ?? high.Builder;
        int lastLimbBits = bitCount is int bits ? bits - (3 * LimbBits) : LastLimbBits;
        NonNativeField<TModulus> result = new(builder);
        (CircuitField l0, CircuitField l1) = CutHalf(low, LimbBits);
        (CircuitField l2, CircuitField l3) = CutHalf(high, lastLimbBits);
        result.limbs[0] = NonNativeLimb.Of(l0, DefaultMaximumLimb);
        result.limbs[1] = NonNativeLimb.Of(l1, DefaultMaximumLimb);
        result.limbs[2] = NonNativeLimb.Of(l2, DefaultMaximumLimb);
        result.limbs[3] = NonNativeLimb.Of(l3, (BigInteger.One << lastLimbBits) - 1);
        result.primeLimb = low + (high * Shift2);
        return result;
    }

    /// <summary>The 256-bit integer of 32 bytes, most significant first. Limb borders fall amid bytes 6 and 23, whose nibbles become witnesses.</summary>
    public static NonNativeField<TModulus> FromBytes(ReadOnlySpan<CircuitField> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, ByteCount);
        MegaCircuitBuilder? builder = null;
        foreach (ref readonly CircuitField field in bytes)
        {
            builder ??= field.Builder;
        }

        CircuitField high = CircuitBytes.ToField(bytes[..6]);
        CircuitField highSplit = CircuitBytes.ToField(bytes[6..7]);
        CircuitField middle = CircuitBytes.ToField(bytes[7..15]);
        CircuitField low = CircuitBytes.ToField(bytes[15..23]);
        CircuitField lowSplit = CircuitBytes.ToField(bytes[23..24]);
        CircuitField lowest = CircuitBytes.ToField(bytes[24..]);
        (CircuitField l0, CircuitField l1) = JoinAtNibble(builder!, low, lowest, lowSplit);
        (CircuitField l2, CircuitField l3) = JoinAtNibble(builder!, high, middle, highSplit);
        NonNativeField<TModulus> result = FromLimbsUnchecked(l0, l1, l2, l3, DefaultMaximumLimb);
        result.limbs[3] = result.limbs[3] with { Maximum = BigInteger.One << ((8 * ByteCount) - (3 * LimbBits)) };
        return result;
    }

    /// <summary>An element of limbs that the caller knows to be range-constrained; <c>x mod r</c> is computed in two gates.</summary>
    public static NonNativeField<TModulus> FromLimbsUnchecked(
        in CircuitField limb0, in CircuitField limb1, in CircuitField limb2, in CircuitField limb3) =>
        FromLimbsUnchecked(limb0, limb1, limb2, limb3, DefaultMaximumLastLimb);

    /// <summary>An element of limbs and of a residue modulo r that the caller knows to agree.</summary>
    /// <param name="elements">The four limbs, then the residue.</param>
    /// <param name="maxima">Bounds of the limbs.</param>
    internal static NonNativeField<TModulus> FromLimbsUnchecked(ReadOnlySpan<CircuitField> elements, ReadOnlySpan<BigInteger> maxima)
    {
        NonNativeField<TModulus> result = new(elements[0].Builder);
        for (int i = 0; i < LimbCount; i++)
        {
            result.limbs[i] = new(elements[i], maxima[i]);
        }

        result.primeLimb = elements[LimbCount];
        return result;
    }

    /// <summary>An element of range-constrained limbs and a residue modulo r that the caller knows to agree.</summary>
    /// <param name="elements">The four limbs, then the residue.</param>
    internal static NonNativeField<TModulus> FromLimbsUnchecked(ReadOnlySpan<CircuitField> elements)
    {
        NonNativeField<TModulus> result = new(elements[0].Builder);
        for (int i = 0; i < LimbCount; i++)
        {
            result.limbs[i] = NonNativeLimb.Of(elements[i], i == LimbCount - 1 ? DefaultMaximumLastLimb : DefaultMaximumLimb);
        }

        result.primeLimb = elements[LimbCount];
        return result;
    }

    /// <summary>The same integer read modulo another prime; it must be below that prime's width.</summary>
    /// <typeparam name="TOther">The other prime.</typeparam>
    public NonNativeField<TOther> ReinterpretUnchecked<TOther>()
        where TOther : struct, INonNativeModulus
    {
        NonNativeField<TOther> result = NonNativeField<TOther>.FromLimbsUnchecked(limbs[0].Element, limbs[1].Element, limbs[2].Element, limbs[3].Element);
        result.SetMaxima(LimbMaxima());
        return result;
    }

    internal void SetMaxima(ReadOnlySpan<BigInteger> maxima)
    {
        for (int i = 0; i < LimbCount; i++)
        {
            limbs[i] = limbs[i] with { Maximum = maxima[i] };
        }
    }

    private static NonNativeField<TModulus> FromLimbsUnchecked(
        in CircuitField limb0, in CircuitField limb1, in CircuitField limb2, in CircuitField limb3, in BigInteger lastMaximum)
    {
        NonNativeField<TModulus> result = new(limb0.Builder);
        result.limbs[0] = NonNativeLimb.Of(limb0, DefaultMaximumLimb);
        result.limbs[1] = NonNativeLimb.Of(limb1, DefaultMaximumLimb);
        result.limbs[2] = NonNativeLimb.Of(limb2, DefaultMaximumLimb);
        result.limbs[3] = NonNativeLimb.Of(limb3, lastMaximum);
        CircuitField upper = (limb3 * Shift3).AddTwo(limb2 * Shift2, limb1 * Shift1);
        result.primeLimb = upper + limb0;
        return result;
    }

    /// <summary>
    /// A witness by its limbs, for quotients and remainders: <c>x mod r</c> is a variable of its own, tied by one gate and the row after it.
    /// </summary>
    private static NonNativeField<TModulus> WitnessLimbs(MegaCircuitBuilder builder, in BigInteger value, int? bitCount = null)
    {
        NonNativeField<TModulus> result = new(builder);
        Span<uint> variables = stackalloc uint[LimbCount];
        Fr residue = Fr.Zero;
        for (int i = 0; i < LimbCount; i++)
        {
            Fr limb = value.Slice(i * LimbBits, (i + 1) * LimbBits).ToFr();
            residue += limb * (BigInteger.One << (i * LimbBits)).ToFr();
            variables[i] = builder.AddVariable(limb);
        }

        uint prime = builder.AddVariable(residue);
        builder.AddGate(
            new(variables[1], variables[2], variables[3], prime) { QA = Shift1, QB = Shift2, QC = Shift3, QD = -Fr.One },
            addsNextFourth: true);
        uint zero = builder.ZeroVariable;
        builder.AddUnconstrainedRow(MegaBlockKind.Arithmetic, new(zero, zero, zero, variables[0]));
        int lastLimbBits = bitCount is int bits ? bits - (3 * LimbBits) : LastLimbBits;
        for (int i = 0; i < LimbCount; i++)
        {
            BigInteger maximum = i < LimbCount - 1 ? DefaultMaximumLimb : (BigInteger.One << lastLimbBits) - 1;
            result.limbs[i] = new(new CircuitField(builder, variables[i]), maximum);
        }

        result.primeLimb = new CircuitField(builder, prime);
        builder.ConstrainTwoLimbs(variables[0], variables[1], LimbBits, LimbBits);
        builder.ConstrainTwoLimbs(variables[2], variables[3], LimbBits, lastLimbBits);
        return result;
    }

    private static (CircuitField Low, CircuitField High) CutHalf(in CircuitField half, int highBits)
    {
        BigInteger value = half.Value.ToBigInteger();
        BigInteger low = value.Slice(0, LimbBits);
        BigInteger high = value >> LimbBits;
        if (half.IsConstant)
        {
            return (CircuitField.Constant(half.Builder, low.ToFr()), CircuitField.Constant(half.Builder, high.ToFr()));
        }

        MegaCircuitBuilder builder = half.Builder!;

        // The half is taken as a plain variable before its limbs are made.
        _ = half.Normalize();
        CircuitField lowLimb = CircuitField.Witness(builder, low.ToFr());
        CircuitField highLimb = CircuitField.Witness(builder, high.ToFr());
        builder.ConstrainTwoLimbs(lowLimb.RawVariable, highLimb.RawVariable, LimbBits, highBits);
        CircuitField.AssertSumZero(half, -lowLimb, -highLimb * Shift1, CircuitField.Constant(builder, Fr.Zero));
        return (lowLimb, highLimb);
    }

    private static (CircuitField Low, CircuitField High) JoinAtNibble(
        MegaCircuitBuilder builder, in CircuitField highBytes, in CircuitField lowBytes, in CircuitField split)
    {
        ulong value = split.Value.ToInteger().L0;
        CircuitField lowNibble = CircuitField.Witness(builder, value & 15);
        CircuitField highNibble = CircuitField.Witness(builder, value >> NibbleBits);
        lowNibble.ConstrainBits(NibbleBits);
        highNibble.ConstrainBits(NibbleBits);
        CircuitField sum = lowNibble + (highNibble * Fr.FromUInt64(1UL << NibbleBits));
        sum.AssertEqual(split, "A byte is not made of its nibbles.");
        CircuitField high = highNibble + (highBytes * Fr.FromUInt64(1UL << NibbleBits));
        CircuitField low = lowBytes + (lowNibble * (BigInteger.One << 64).ToFr());
        return (low, high);
    }

    private void SetConstantLimb(int index, in BigInteger value) => limbs[index] = new(CircuitField.Constant(Builder, value.ToFr()), value);

    /// <summary>The constant on variables that are each fixed by a gate of their own, without the cache of constants.</summary>
    private NonNativeField<TModulus> OnFixedWitnesses(MegaCircuitBuilder builder)
    {
        NonNativeField<TModulus> result = new(builder);
        for (int i = 0; i < LimbCount; i++)
        {
            result.limbs[i] = limbs[i] with { Element = Fix(limbs[i].Element.Value) };
        }

        result.primeLimb = Fix(primeLimb.Value);
        return result;

        CircuitField Fix(in Fr value)
        {
            CircuitField witness = CircuitField.Witness(builder, value);
            builder.FixWitness(witness.RawVariable, value);
            return witness;
        }
    }

    /// <summary>The constant on the cached variables of its limbs; an element of variables as it is.</summary>
    private NonNativeField<TModulus> OnVariables(MegaCircuitBuilder builder)
    {
        NonNativeField<TModulus> result = Copy();
        if (!IsConstant)
        {
            return result;
        }

        result.Builder = builder;
        result.primeLimb = new CircuitField(builder, builder.PutConstant(primeLimb.Value));
        for (int i = 0; i < LimbCount; i++)
        {
            result.limbs[i] = limbs[i] with { Element = new CircuitField(builder, builder.PutConstant(limbs[i].Element.Value)) };
        }

        return result;
    }
}
