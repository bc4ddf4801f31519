using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Circuits.Groups;

/// <summary>
/// A scalar of Grumpkin as <c>low + 2^128 high</c> below its order. That the halves have 128 and 126 bits is said by the multiplication that uses it.
/// </summary>
public readonly record struct GrumpkinScalar
{
    /// <summary>Width of the low half.</summary>
    public const int LowBits = 128;

    /// <summary>Width of the high half.</summary>
    public const int HighBits = 126;

    /// <summary>A scalar by its halves, constrained to be below the order.</summary>
    public GrumpkinScalar(in CircuitField low, in CircuitField high)
    {
        Low = low;
        High = high;
        AssertBelowOrder();
    }

    /// <summary>Low half.</summary>
    public CircuitField Low { get; }

    /// <summary>High half.</summary>
    public CircuitField High { get; }

    /// <summary>The circuit; null for a constant that never met one.</summary>
    public MegaCircuitBuilder? Builder => Low.Builder ?? High.Builder;

    /// <summary>Whether this is a constant of the circuit.</summary>
    public bool IsConstant => Low.IsConstant && High.IsConstant;

    /// <summary>The value in this witness, as an integer.</summary>
    public UInt256 Value => UInt256.Add(Low.Value.ToInteger(), High.Value.ToInteger() << LowBits, out _);

    /// <summary>
    /// With the order minus one <c>r = r_l + 2^128 r_h</c> and a borrow b: <c>r_h - high - b</c> has 126 bits and <c>r_l - low + 2^128 b</c> has 128.
    /// </summary>
    private void AssertBelowOrder()
    {
        UInt256 largest = UInt256.Subtract(Fq.Modulus, UInt256.One, out _);
        UInt256 largestHigh = largest >> LowBits;
        UInt256 largestLow = new(largest.L0, largest.L1, 0, 0);
        Fr needsBorrow = Low.Value.ToInteger() > largestLow ? Fr.One : Fr.Zero;
        CircuitField borrow = needsBorrow;
        if (!Low.IsConstant)
        {
            borrow = CircuitField.Witness(Low.Builder!, needsBorrow);
            Low.Builder!.ConstrainToList(borrow.RawVariable, 1);
        }

        CircuitField highRest = -High + Fr.FromInteger(largestHigh) - borrow;
        CircuitField lowRest = -Low + Fr.FromInteger(largestLow) + (borrow * Fr.FromInteger(UInt256.One << LowBits));
        highRest.ConstrainBits(HighBits, "A Grumpkin scalar is not below the order.");
        lowRest.ConstrainBits(LowBits, "A Grumpkin scalar is not below the order.");
    }
}
