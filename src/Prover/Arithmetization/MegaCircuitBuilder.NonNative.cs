using Chonk.Prover.Fields;

namespace Chonk.Prover.Arithmetization;

/// <content>
/// Products of integers in four limbs of 68 bits, checked limb by limb: rows of the non-native block compute
/// <c>lo_0 = (a_1 b_0 + a_0 b_1) 2^68 + a_0 b_0 - r_0</c>, <c>hi_0 = (a_0 b_3 + a_3 b_0 - r_3) 2^68 + a_0 b_2 + a_2 b_0</c> and
/// <c>hi_1 = hi_0 + (a_2 b_1 + a_1 b_2) 2^68 + a_1 b_1 - r_2</c>.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    /// <summary>Width of a limb.</summary>
    public const int NonNativeLimbBits = 68;

    private static readonly RowSelectors LimbSum1 = new() { QO = Fr.One, Q4 = Fr.One };
    private static readonly RowSelectors LimbSum2 = new() { QO = Fr.One, QM = Fr.One };
    private static readonly RowSelectors LimbProduct1 = new() { QR = Fr.One, QO = Fr.One };
    private static readonly RowSelectors LimbProduct2 = new() { QR = Fr.One, Q4 = Fr.One };
    private static readonly RowSelectors LimbProduct3 = new() { QR = Fr.One, QM = Fr.One };

    private readonly List<QueuedProduct> queuedProducts = [];

    /// <summary>Constrains two limbs of at most 70 bits, by five 14-bit parts each, in three rows.</summary>
    /// <param name="low">Variable of the first limb.</param>
    /// <param name="high">Variable of the second limb.</param>
    /// <param name="lowBits">Width of the first limb.</param>
    /// <param name="highBits">Width of the second limb.</param>
    public void ConstrainTwoLimbs(uint low, uint high, int lowBits, int highBits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowBits, 5 * RangeLimbBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(highBits, 5 * RangeLimbBits);
        uint[] l = LimbParts(low, lowBits);
        uint[] h = LimbParts(high, highBits);
        AddRow(MegaBlockKind.NonNativeField, new(l[0], l[1], l[2], low), LimbSum1, 1);
        AddRow(MegaBlockKind.NonNativeField, new(l[3], l[4], h[0], h[1]), LimbSum2, 1);
        AddUnconstrainedRow(MegaBlockKind.NonNativeField, new(h[2], h[3], h[4], high));
        for (int i = 0; i < 5; i++)
        {
            ConstrainPart(l[i], lowBits - (i * RangeLimbBits));
            ConstrainPart(h[i], highBits - (i * RangeLimbBits));
        }

        void ConstrainPart(uint part, int bits)
        {
            if (bits > 0)
            {
                ConstrainToList(part, (1UL << Math.Min(bits, RangeLimbBits)) - 1);
            }
        }
    }

    /// <summary>
    /// Asks for the limb products of <c>a b</c>; equal products, up to copy constraints, are computed once when the circuit is finalised.
    /// </summary>
    /// <param name="a">Four limbs.</param>
    /// <param name="b">Four limbs.</param>
    /// <returns>Variables of <c>lo_0</c> and <c>hi_1</c>.</returns>
    public (uint Low, uint High) QueueNonNativeProduct(in LimbVariables a, in LimbVariables b)
    {
        (Fr a0, Fr a1, Fr a2, Fr a3) = ValuesOf(a);
        (Fr b0, Fr b1, Fr b2, Fr b3) = ValuesOf(b);
        Fr shift = PowerOfTwo(NonNativeLimbBits);
        Fr lo0 = (a0 * b0) + (((a1 * b0) + (a0 * b1)) * shift);
        Fr hi0 = (a2 * b0) + (a0 * b2) + (((a0 * b3) + (a3 * b0)) * shift);
        Fr hi1 = hi0 + (a1 * b1) + (((a1 * b2) + (a2 * b1)) * shift);
        QueuedProduct product = new(a, b, AddVariable(lo0), AddVariable(hi0), AddVariable(hi1));
        queuedProducts.Add(product);
        return (product.Lo0, product.Hi1);
    }

    /// <summary>
    /// Adds the limb products of <c>a b + q (-p) - r = 0 mod 2^272</c> for a modulus p that is a constant of the circuit.
    /// </summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <param name="q">Quotient.</param>
    /// <param name="r">Remainder.</param>
    /// <param name="negativeModulus">The limbs of <c>2^272 - p</c>.</param>
    /// <returns>Variables of the carries out of the low and of the high half.</returns>
    public (uint Low, uint High) AddNonNativeProduct(
        in LimbVariables a, in LimbVariables b, in LimbVariables q, in LimbVariables r, ReadOnlySpan<Fr> negativeModulus)
    {
        (Fr a0, Fr a1, Fr a2, Fr a3) = ValuesOf(a);
        (Fr b0, Fr b1, Fr b2, Fr b3) = ValuesOf(b);
        (Fr q0, Fr q1, Fr q2, Fr q3) = ValuesOf(q);
        (Fr r0, Fr r1, Fr r2, Fr r3) = ValuesOf(r);
        (Fr p0, Fr p1, Fr p2, Fr p3) = (negativeModulus[0], negativeModulus[1], negativeModulus[2], negativeModulus[3]);
        Fr shift = PowerOfTwo(NonNativeLimbBits);
        Fr unshift = Fr.InverseOrZero(shift);
        Fr unshift2 = Fr.Square(unshift);
        Fr lo0 = (a0 * b0) - r0 + (((a1 * b0) + (a0 * b1)) * shift);
        Fr lo1 = (lo0 + (q0 * p0) + (((q1 * p0) + (q0 * p1) - r1) * shift)) * unshift2;
        Fr hi0 = (a2 * b0) + (a0 * b2) + (((a0 * b3) + (a3 * b0) - r3) * shift);
        Fr hi1 = hi0 + (a1 * b1) - r2 + (((a1 * b2) + (a2 * b1)) * shift);
        Fr hi2 = hi1 + lo1 + (q2 * p0) + (((q3 * p0) + (q2 * p1)) * shift);
        Fr hi3 = (hi2 + (((q0 * p3) + (q1 * p2)) * shift) + (q0 * p2) + (q1 * p1)) * unshift2;
        uint vLo0 = AddVariable(lo0);
        uint vLo1 = AddVariable(lo1);
        uint vHi0 = AddVariable(hi0);
        uint vHi1 = AddVariable(hi1);
        uint vHi2 = AddVariable(hi2);
        uint vHi3 = AddVariable(hi3);

        // lo_0 on the next row's w_4: lo_0 + q_0 (p_0 + p_1 2^68) + q_1 p_0 2^68 - r_1 2^68 - lo_1 2^136 = 0.
        AddGate(
            new(q.Limb0, q.Limb1, r.Limb1, vLo1) { QA = p0 + (p1 * shift), QB = p0 * shift, QC = -shift, QD = -Fr.Square(shift) },
            addsNextFourth: true);
        AddUnconstrainedRow(MegaBlockKind.Arithmetic, new(ZeroVariable, ZeroVariable, ZeroVariable, vLo0));
        AddLimbProductRows(a, b, r.Limb0, r.Limb2, r.Limb3, vLo0, vHi0, vHi1);
        AddGate(
            new(q.Limb2, q.Limb3, vLo1, vHi1) { QA = -(p1 * shift) - p0, QB = -(p0 * shift), QC = -Fr.One, QD = -Fr.One },
            addsNextFourth: true);
        AddGate(new(vHi3, q.Limb0, q.Limb1, vHi2)
        {
            QA = -Fr.One,
            QB = (p3 * unshift) + (p2 * unshift2),
            QC = (p2 * unshift) + (p1 * unshift2),
            QD = unshift2,
        });
        return (vLo1, vHi3);
    }

    private void AddQueuedNonNativeProducts()
    {
        Dictionary<(LimbVariables A, LimbVariables B), QueuedProduct> known = [];
        List<QueuedProduct> unique = [];
        foreach (QueuedProduct queued in queuedProducts)
        {
            QueuedProduct product = queued with { A = RealIndicesOf(queued.A), B = RealIndicesOf(queued.B) };
            if (known.TryGetValue((product.A, product.B), out QueuedProduct first))
            {
                AssertEqual(product.Lo0, first.Lo0);
                AssertEqual(product.Hi0, first.Hi0);
                AssertEqual(product.Hi1, first.Hi1);
            }
            else
            {
                known.Add((product.A, product.B), product);
                unique.Add(product);
            }
        }

        uint zero = ZeroVariable;
        foreach (QueuedProduct product in unique)
        {
            AddLimbProductRows(product.A, product.B, zero, zero, zero, product.Lo0, product.Hi0, product.Hi1);
        }
    }

    private void AddLimbProductRows(in LimbVariables a, in LimbVariables b, uint r0, uint r2, uint r3, uint lo0, uint hi0, uint hi1)
    {
        AddRow(MegaBlockKind.NonNativeField, new(a.Limb1, b.Limb1, r0, lo0), LimbProduct1, 1);
        AddRow(MegaBlockKind.NonNativeField, new(a.Limb0, b.Limb0, a.Limb3, b.Limb3), LimbProduct2, 1);
        AddRow(MegaBlockKind.NonNativeField, new(a.Limb2, b.Limb2, r3, hi0), LimbProduct3, 1);
        AddUnconstrainedRow(MegaBlockKind.NonNativeField, new(a.Limb1, b.Limb1, r2, hi1));
    }

    private uint[] LimbParts(uint limb, int bitCount)
    {
        UInt256 value = ValueOf(limb).ToInteger();
        if (value.BitLength > bitCount)
        {
            Fail("A limb is too large.");
        }

        uint[] parts = new uint[5];
        for (int i = 0; i < 5; i++)
        {
            parts[i] = bitCount > i * RangeLimbBits
                ? AddVariable(Fr.FromUInt64(value.GetBits(i * RangeLimbBits, RangeLimbBits)))
                : ZeroVariable;
        }

        return parts;
    }

    private (Fr L0, Fr L1, Fr L2, Fr L3) ValuesOf(in LimbVariables limbs) =>
        (ValueOf(limbs.Limb0), ValueOf(limbs.Limb1), ValueOf(limbs.Limb2), ValueOf(limbs.Limb3));

    private LimbVariables RealIndicesOf(in LimbVariables limbs) =>
        new(RealIndexOf(limbs.Limb0), RealIndexOf(limbs.Limb1), RealIndexOf(limbs.Limb2), RealIndexOf(limbs.Limb3));

    private readonly record struct QueuedProduct(LimbVariables A, LimbVariables B, uint Lo0, uint Hi0, uint Hi1);
}
