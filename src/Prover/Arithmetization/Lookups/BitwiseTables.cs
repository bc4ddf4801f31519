namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>AND and XOR of words of 8 to 64 bits: slices of 6 bits, the last of 2 (8 and 32 bits) or 4 (16 and 64 bits).</summary>
public static class BitwiseTables
{
    private const int SliceBits = 6;

    /// <summary>XOR of 32-bit words.</summary>
    public static MultiTable Xor32 { get; } = Create(isXor: true, 32);

    /// <summary>AND of 32-bit words.</summary>
    public static MultiTable And32 { get; } = Create(isXor: false, 32);

    private static MultiTable Create(bool isXor, int wordBits)
    {
        BitwiseTable full = new(isXor, SliceBits);
        BitwiseTable last = new(isXor, wordBits % SliceBits);
        Fr step = Fr.FromUInt64(1UL << SliceBits);
        List<TableSlice> slices = [];
        for (int i = 0; i < wordBits / SliceBits; i++)
        {
            slices.Add(new(full, 1UL << SliceBits, step, step, step));
        }

        slices.Add(new(last, 1UL << (wordBits % SliceBits), step, step, step));
        return new(slices);
    }
}
