using System.Runtime.InteropServices;

namespace Chonk.Prover.Fields;

/// <summary>
/// The quadratic extension Fq[u] / (u^2 + 1) of BN254's base field: the element <c>C0 + C1 u</c>. -1 is a non-residue because
/// q = 3 mod 4. A product costs three products of Fq, a square two. Source: [Devegili et al. 2006, Multiplication and Squaring on
/// Pairing-Friendly Fields, section 3].
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Fq2 : IField<Fq2>
{
    /// <summary>The constant term.</summary>
    public readonly Fq C0;

    /// <summary>The coefficient of u.</summary>
    public readonly Fq C1;

    /// <summary>The element <c>c0 + c1 u</c>.</summary>
    public Fq2(in Fq c0, in Fq c1)
    {
        C0 = c0;
        C1 = c1;
    }

    /// <inheritdoc/>
    public static Fq2 Zero => default;

    /// <inheritdoc/>
    public static Fq2 One => new(Fq.One, default);

    /// <inheritdoc/>
    public static int EncodingLength => 2 * Fq.EncodedBytes;

    /// <inheritdoc/>
    public bool IsZero => C0.IsZero && C1.IsZero;

    /// <inheritdoc/>
    public static Fq2 FromInt(long value) => new(Fq.FromInt(value), default);

    /// <inheritdoc/>
    public static Fq2 FromInteger(in UInt256 value) => new(Fq.FromInteger(value), default);

    /// <summary><c>left + right</c>.</summary>
    public static Fq2 operator +(in Fq2 left, in Fq2 right) => new(left.C0 + right.C0, left.C1 + right.C1);

    /// <summary><c>left - right</c>.</summary>
    public static Fq2 operator -(in Fq2 left, in Fq2 right) => new(left.C0 - right.C0, left.C1 - right.C1);

    /// <summary><c>-value</c>.</summary>
    public static Fq2 operator -(in Fq2 value) => new(-value.C0, -value.C1);

    /// <summary><c>(a + b u)(c + d u) = (ac - bd) + ((a + b)(c + d) - ac - bd) u</c>.</summary>
    public static Fq2 operator *(in Fq2 left, in Fq2 right)
    {
        Fq ac = left.C0 * right.C0;
        Fq bd = left.C1 * right.C1;
        return new(ac - bd, ((left.C0 + left.C1) * (right.C0 + right.C1)) - ac - bd);
    }

    /// <summary>Each coordinate times an element of Fq.</summary>
    public static Fq2 operator *(in Fq2 left, in Fq right) => new(left.C0 * right, left.C1 * right);

    /// <summary>Equality of elements.</summary>
    public static bool operator ==(in Fq2 left, in Fq2 right) => left.Equals(right);

    /// <summary>Difference of elements.</summary>
    public static bool operator !=(in Fq2 left, in Fq2 right) => !left.Equals(right);

    /// <summary><c>(a + b u)^2 = (a + b)(a - b) + 2ab u</c>.</summary>
    public static Fq2 Square(in Fq2 value) =>
        new((value.C0 + value.C1) * (value.C0 - value.C1), Fq.Double(value.C0 * value.C1));

    /// <inheritdoc/>
    public static Fq2 Double(in Fq2 value) => new(Fq.Double(value.C0), Fq.Double(value.C1));

    /// <summary><c>a - b u</c>, which is the q-th power of <c>a + b u</c>.</summary>
    public static Fq2 Conjugate(in Fq2 value) => new(value.C0, -value.C1);

    /// <summary><c>value * (9 + u)</c>, the non-residue that defines the sextic extension: <c>(9a - b) + (a + 9b) u</c>.</summary>
    public static Fq2 MultiplyByNonResidue(in Fq2 value)
    {
        Fq2 eight = Double(Double(Double(value)));
        return new(eight.C0 + value.C0 - value.C1, eight.C1 + value.C1 + value.C0);
    }

    /// <summary><c>(a - b u) / (a^2 + b^2)</c>; zero gives zero.</summary>
    public static Fq2 InverseOrZero(in Fq2 value)
    {
        Fq norm = Fq.InverseOrZero(Fq.Square(value.C0) + Fq.Square(value.C1));
        return new(value.C0 * norm, -(value.C1 * norm));
    }

    /// <summary>Reads C0, then C1, 32 big-endian canonical bytes each.</summary>
    public static bool TryReadBigEndian(ReadOnlySpan<byte> bytes, out Fq2 value)
    {
        value = default;
        if (bytes.Length != EncodingLength
            || !Fq.TryReadBigEndian(bytes[..Fq.EncodedBytes], out Fq c0)
            || !Fq.TryReadBigEndian(bytes[Fq.EncodedBytes..], out Fq c1))
        {
            return false;
        }

        value = new(c0, c1);
        return true;
    }

    /// <inheritdoc/>
    public void WriteBigEndian(Span<byte> bytes)
    {
        C0.WriteBigEndian(bytes);
        C1.WriteBigEndian(bytes[Fq.EncodedBytes..]);
    }

    /// <inheritdoc/>
    public bool Equals(Fq2 other) => C0.Equals(other.C0) && C1.Equals(other.C1);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fq2 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1);

    /// <summary><c>C0 + C1 u</c> as text.</summary>
    public override string ToString() => $"{C0} + {C1} u";
}
