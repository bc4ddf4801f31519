using System.Diagnostics;
using System.Numerics;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.NonNativeFields;

/// <summary>
/// An element of a prime field other than the circuit's: an integer <c>x = x_0 + x_1 2^68 + x_2 2^136 + x_3 2^204</c> in four limbs, together
/// with <c>x mod r</c> for the circuit's modulus r. Identities <c>a b + c = q p + d</c> over the integers are checked modulo 2^272 (by limbs)
/// and modulo r; both sides are below <c>2^272 r</c>, so by the Chinese remainder theorem they are equal.
/// </summary>
/// <remarks>
/// An element represents its residue modulo p, and is reduced only when bounds on its limbs or its value demand it. Reduction replaces the
/// limbs in place, so that later uses share it; this is why the type is a class, and <see cref="Copy"/> matters: which uses share a
/// reduction shows in verification keys. Source of the technique: [Aztec, "Bigfield in Barretenberg", README of stdlib bigfield, 2025].
/// </remarks>
/// <typeparam name="TModulus">The prime p.</typeparam>
[DebuggerDisplay("{Value}")]
public sealed partial class NonNativeField<TModulus>
    where TModulus : struct, INonNativeModulus
{
    /// <summary>Number of limbs.</summary>
    public const int LimbCount = 4;

    /// <summary>Width of a limb.</summary>
    public const int LimbBits = MegaCircuitBuilder.NonNativeLimbBits;

    private readonly NonNativeLimb[] limbs = new NonNativeLimb[LimbCount];
    private CircuitField primeLimb;

    private NonNativeField(MegaCircuitBuilder? builder)
    {
        Builder = builder;
    }

    /// <summary>The circuit; null for a constant that never met one.</summary>
    public MegaCircuitBuilder? Builder { get; private set; }

    /// <summary>The integer in this witness, not reduced.</summary>
    public BigInteger Value
    {
        get
        {
            BigInteger value = BigInteger.Zero;
            for (int i = LimbCount - 1; i >= 0; i--)
            {
                value = (value << LimbBits) + limbs[i].Element.Value.ToBigInteger();
            }

            return value;
        }
    }

    /// <summary>The residue in this witness.</summary>
    public BigInteger Residue => Value % Modulus;

    /// <summary>The largest integer that the bounds of the limbs allow.</summary>
    public BigInteger MaximumValue
    {
        get
        {
            BigInteger value = BigInteger.Zero;
            for (int i = LimbCount - 1; i >= 0; i--)
            {
                value = (value << LimbBits) + limbs[i].Maximum;
            }

            return value;
        }
    }

    /// <summary>Whether this is a constant of the circuit.</summary>
    public bool IsConstant => primeLimb.IsConstant;

    /// <summary>The limbs, least significant first.</summary>
    public ReadOnlySpan<NonNativeLimb> Limbs => limbs;

    /// <summary>The integer modulo the circuit's modulus.</summary>
    public CircuitField PrimeLimb => primeLimb;

    /// <summary>An element of its own with the same limbs: reducing one leaves the other as it is.</summary>
    public NonNativeField<TModulus> Copy()
    {
        NonNativeField<TModulus> copy = new(Builder);
        copy.Assign(this);
        return copy;
    }

    private void Assign(NonNativeField<TModulus> other)
    {
        other.limbs.CopyTo(limbs, 0);
        primeLimb = other.primeLimb;
    }
}
