namespace Chonk.Prover.Fields;

/// <summary>
/// A commutative ring with one. Elements may be numbers, symbolic expressions or several numbers side by side, so that a relation
/// is written once and evaluated over each of them.
/// </summary>
/// <typeparam name="TSelf">The implementing type; a struct, so that generic code is compiled for it alone.</typeparam>
public interface IRing<TSelf>
    where TSelf : struct, IRing<TSelf>
{
    /// <summary>The neutral element of addition.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>The neutral element of multiplication.</summary>
    static abstract TSelf One { get; }

    /// <summary>The image of an integer, <c>value * One</c>.</summary>
    /// <param name="value">Any integer; negative ones map to the additive inverse of their absolute value.</param>
    static abstract TSelf FromInt(long value);

    /// <summary>The image of an integer, reduced modulo the characteristic.</summary>
    /// <param name="value">Any integer below 2^256, for example a round constant of Poseidon2.</param>
    static abstract TSelf FromInteger(in UInt256 value);

    /// <summary><c>left + right</c>.</summary>
    static abstract TSelf operator +(in TSelf left, in TSelf right);

    /// <summary><c>left - right</c>.</summary>
    static abstract TSelf operator -(in TSelf left, in TSelf right);

    /// <summary><c>left * right</c>.</summary>
    static abstract TSelf operator *(in TSelf left, in TSelf right);

    /// <summary>The additive inverse of <paramref name="value"/>.</summary>
    static abstract TSelf operator -(in TSelf value);

    /// <summary><c>sum of left[i] * right[i]</c>, which a ring may compute faster than term by term.</summary>
    /// <param name="left">At most 64 elements.</param>
    /// <param name="right">As many.</param>
    static virtual TSelf Dot(ReadOnlySpan<TSelf> left, ReadOnlySpan<TSelf> right)
    {
        TSelf sum = TSelf.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
