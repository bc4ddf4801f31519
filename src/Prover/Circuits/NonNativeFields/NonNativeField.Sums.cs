using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <content>Sums and differences: limb by limb, without carries; bounds grow instead.</content>
public sealed partial class NonNativeField<TModulus>
{
    /// <summary><c>a + b</c>: four gates for two variables, of which the first also adds the residues modulo r.</summary>
    public static NonNativeField<TModulus> operator +(NonNativeField<TModulus> left, NonNativeField<TModulus> right)
    {
        left.ReduceIfLarge();
        right.ReduceIfLarge();
        MegaCircuitBuilder? builder = left.Builder ?? right.Builder;
        if (left.IsConstant && right.IsConstant)
        {
            return Constant(builder, (left.Value + right.Value) % Modulus);
        }

        NonNativeField<TModulus> result = new(builder);
        bool isJoint = TryAddJointly(left, right, left.limbs, Fr.Zero, isDifference: false, result);
        for (int i = 0; i < LimbCount; i++)
        {
            CircuitField limb = isJoint ? result.limbs[i].Element : left.limbs[i].Element + right.limbs[i].Element;
            result.limbs[i] = new(limb, left.limbs[i].Maximum + right.limbs[i].Maximum);
        }

        if (!isJoint)
        {
            result.primeLimb = left.primeLimb + right.primeLimb;
        }

        return result;
    }

    /// <summary>
    /// <c>a - b + m p</c>, where the multiple of p has limbs large enough that no limb of the result can be negative.
    /// </summary>
    public static NonNativeField<TModulus> operator -(NonNativeField<TModulus> left, NonNativeField<TModulus> right)
    {
        left.ReduceIfLarge();
        right.ReduceIfLarge();
        MegaCircuitBuilder? builder = left.Builder ?? right.Builder;
        if (left.IsConstant && right.IsConstant)
        {
            return Constant(builder, (left.Value - right.Value).Mod(Modulus));
        }

        if (right.IsConstant)
        {
            return left + Constant(builder, (-right.Value).Mod(Modulus));
        }

        BigInteger[] offsets = BorrowingOffsets(right.limbs, out BigInteger multiple);
        NonNativeField<TModulus> result = new(builder);
        var raised = new NonNativeLimb[LimbCount];
        for (int i = 0; i < LimbCount; i++)
        {
            raised[i] = new(left.limbs[i].Element + offsets[i].ToFr(), left.limbs[i].Maximum + offsets[i]);
        }

        Fr primeOffset = multiple.ToFr();
        bool isJoint = TryAddJointly(left, right, raised, primeOffset, isDifference: true, result);
        for (int i = 0; i < LimbCount; i++)
        {
            CircuitField limb = isJoint ? result.limbs[i].Element : raised[i].Element - right.limbs[i].Element;
            result.limbs[i] = new(limb, raised[i].Maximum);
        }

        if (!isJoint)
        {
            CircuitField prime = left.primeLimb + primeOffset;
            result.primeLimb = prime - right.primeLimb;
        }

        return result;
    }

    /// <summary><c>0 - a</c>.</summary>
    public static NonNativeField<TModulus> operator -(NonNativeField<TModulus> value) => Constant(value.Builder, BigInteger.Zero) - value;

    /// <summary><c>a + b + c</c>: five gates for three variables.</summary>
    public NonNativeField<TModulus> AddTwo(NonNativeField<TModulus> second, NonNativeField<TModulus> third)
    {
        ReduceIfLarge();
        second.ReduceIfLarge();
        third.ReduceIfLarge();
        MegaCircuitBuilder? builder = Builder ?? second.Builder ?? third.Builder;
        if (IsConstant && second.IsConstant && third.IsConstant)
        {
            return Constant(builder, (Value + second.Value + third.Value) % Modulus);
        }

        NonNativeField<TModulus> result = new(builder);
        for (int i = 0; i < LimbCount; i++)
        {
            result.limbs[i] = new(
                limbs[i].Element.AddTwo(second.limbs[i].Element, third.limbs[i].Element),
                limbs[i].Maximum + second.limbs[i].Maximum + third.limbs[i].Maximum);
        }

        result.primeLimb = primeLimb.AddTwo(second.primeLimb, third.primeLimb);
        return result;
    }

    /// <summary>The sum of one or more terms, two per step.</summary>
    public static NonNativeField<TModulus> Sum(ReadOnlySpan<NonNativeField<TModulus>> terms)
    {
        NonNativeField<TModulus> sum = terms[0].Copy();
        int i = 1;
        for (; i + 1 < terms.Length; i += 2)
        {
            sum = sum.AddTwo(terms[i], terms[i + 1]);
        }

        return i < terms.Length ? sum + terms[i] : sum;
    }

    /// <summary>Adds an element of the circuit's field to the lowest limb.</summary>
    /// <param name="addend">What to add.</param>
    /// <param name="maximum">Its bound.</param>
    public NonNativeField<TModulus> AddToLowestLimb(in CircuitField addend, in BigInteger maximum)
    {
        ReduceIfLarge();
        MegaCircuitBuilder? builder = Builder ?? addend.Builder;
        if (IsConstant && addend.IsConstant)
        {
            return Constant(builder, (Value + addend.Value.ToBigInteger()) % Modulus);
        }

        NonNativeField<TModulus> result = Copy();
        result.Builder = builder;
        if (IsConstant)
        {
            for (int i = 1; i < LimbCount; i++)
            {
                Fr value = limbs[i].Element.Value;
                CircuitField witness = CircuitField.Witness(builder!, value);
                builder!.FixWitness(witness.RawVariable, value);
                result.limbs[i] = limbs[i] with { Element = witness };
            }
        }

        result.limbs[0] = new(limbs[0].Element + addend, limbs[0].Maximum + maximum);
        result.primeLimb = primeLimb + addend;
        return result;
    }

    /// <summary>
    /// Four rows for the five sums or differences, possible if both residues modulo r are unscaled, different variables.
    /// </summary>
    private static bool TryAddJointly(
        NonNativeField<TModulus> left,
        NonNativeField<TModulus> right,
        ReadOnlySpan<NonNativeLimb> leftLimbs,
        in Fr primeOffset,
        bool isDifference,
        NonNativeField<TModulus> result)
    {
        (CircuitField a, CircuitField b) = (left.primeLimb, right.primeLimb);
        if (left.IsConstant || right.IsConstant || !a.Multiplier.IsOne || !b.Multiplier.IsOne || a.RawVariable == b.RawVariable)
        {
            return false;
        }

        MegaCircuitBuilder builder = left.Builder!;
        Span<NonNativeSumTerm> terms = stackalloc NonNativeSumTerm[LimbCount];
        for (int i = 0; i < LimbCount; i++)
        {
            CircuitField x = leftLimbs[i].Element;
            CircuitField y = right.limbs[i].Element;
            terms[i] = new(x.RawVariable, x.Multiplier, y.RawVariable, y.Multiplier, isDifference ? x.Offset - y.Offset : x.Offset + y.Offset);
        }

        Fr offset = (isDifference ? a.Offset - b.Offset : a.Offset + b.Offset) + primeOffset;
        NonNativeSumTerm prime = new(a.RawVariable, Fr.One, b.RawVariable, Fr.One, offset);
        (LimbVariables sums, uint primeSum) = builder.AddNonNativeSum(terms, prime, isDifference);
        result.limbs[0] = result.limbs[0] with { Element = new CircuitField(builder, sums.Limb0) };
        result.limbs[1] = result.limbs[1] with { Element = new CircuitField(builder, sums.Limb1) };
        result.limbs[2] = result.limbs[2] with { Element = new CircuitField(builder, sums.Limb2) };
        result.limbs[3] = result.limbs[3] with { Element = new CircuitField(builder, sums.Limb3) };
        result.primeLimb = new CircuitField(builder, primeSum);
        return true;
    }

    /// <summary>
    /// Limbs that sum to a multiple m p: each of the lower three lends from the next one a power of two above what is subtracted from it.
    /// </summary>
    private static BigInteger[] BorrowingOffsets(ReadOnlySpan<NonNativeLimb> subtracted, out BigInteger multiple)
    {
        Span<int> borrowBits = stackalloc int[LimbCount - 1];
        BigInteger maximum = subtracted[0].Maximum;
        for (int i = 0; i < LimbCount - 1; i++)
        {
            borrowBits[i] = Math.Max(maximum.BitCount(), LimbBits);
            maximum = subtracted[i + 1].Maximum + (BigInteger.One << (borrowBits[i] - LimbBits));
        }

        multiple = (((maximum << (3 * LimbBits)) / Modulus) + 1) * Modulus;
        var offsets = new BigInteger[LimbCount];
        for (int i = 0; i < LimbCount; i++)
        {
            BigInteger lent = i == 0 ? BigInteger.Zero : BigInteger.One << (borrowBits[i - 1] - LimbBits);
            BigInteger borrowed = i == LimbCount - 1 ? BigInteger.Zero : BigInteger.One << borrowBits[i];
            offsets[i] = multiple.Slice(i * LimbBits, (i + 1) * LimbBits) + borrowed - lent;
        }

        return offsets;
    }
}
