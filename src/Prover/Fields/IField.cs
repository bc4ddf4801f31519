namespace Chonk.Prover.Fields;

/// <summary>A finite field: a prime field or an extension of one, as the coordinates of a curve's points need it.</summary>
/// <typeparam name="TSelf">The implementing struct, whose default value is zero.</typeparam>
public interface IField<TSelf> : IRing<TSelf>, IEquatable<TSelf>
    where TSelf : struct, IField<TSelf>
{
    /// <summary>Length of the byte encoding.</summary>
    static abstract int EncodingLength { get; }

    /// <summary>Whether this is the neutral element of addition.</summary>
    bool IsZero { get; }

    /// <summary><c>value * value</c>.</summary>
    static abstract TSelf Square(in TSelf value);

    /// <summary><c>2 * value</c>.</summary>
    static abstract TSelf Double(in TSelf value);

    /// <summary>The multiplicative inverse; zero has none and gives zero.</summary>
    static abstract TSelf InverseOrZero(in TSelf value);

    /// <summary>Reads a canonical element; coordinates of the prime field are 32 bytes each, big-endian, the constant term first.</summary>
    /// <param name="bytes">Exactly <see cref="EncodingLength"/> bytes, or the element is refused.</param>
    /// <param name="value">The element, or zero when refused.</param>
    /// <returns>Whether the length is right and every integer is below p.</returns>
    static abstract bool TryReadBigEndian(ReadOnlySpan<byte> bytes, out TSelf value);

    /// <summary>Writes the encoding that <see cref="TryReadBigEndian"/> reads.</summary>
    /// <param name="bytes">At least <see cref="EncodingLength"/> bytes.</param>
    void WriteBigEndian(Span<byte> bytes);
}
