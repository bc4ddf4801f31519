namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>The tables of AES-128, whose bytes are in sparse form to the base 9: up to eight of them can be added before they overflow.</summary>
public static class AesTables
{
    private static readonly Fr Half = Fr.FromUInt64(9 * 9 * 9 * 9);

    /// <summary>A block of 16 bytes to sparse bytes; slice i is byte i from the least significant one.</summary>
    public static MultiTable Input { get; } =
        MultiTable.Repeat(new SparseWordTable("aes bytes", 9, 8, 0), 256, 16, Fr.FromUInt64(256), Fr.Zero, Fr.Zero);

    /// <summary>A sum of sparse bytes to the sparse form of their XOR.</summary>
    public static MultiTable Normalize { get; } =
        MultiTable.Repeat(new SparseDigitTable("aes parities", 9, 4, [0, 1, 0, 1, 0, 1, 0, 1, 0], 9), 9 * 9 * 9 * 9, 2, Half, Half, Fr.Zero);

    /// <summary>A sparse byte x to <c>S(x)</c> and <c>3 S(x)</c>.</summary>
    public static MultiTable Substitution { get; } =
        MultiTable.Repeat(new AesSubstitutionTable(), 9 * 9 * 9 * 9 * 9 * 9 * 9 * 9, 1, Fr.One, Fr.One, Fr.One);
}
