namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// The table of <c>(sparse(x), sparse(S(x)), sparse(3 S(x)))</c> for all bytes x: the substitution box of AES [FIPS 197, section 5.1.1] and
/// three times its value in <c>GF(2^8) = GF(2)[t] / (t^8 + t^4 + t^3 + t + 1)</c>, in sparse form to the base 9.
/// </summary>
public sealed class AesSubstitutionTable() : BasicTable("aes substitution", 256)
{
    private const ulong Radix = 9;
    private static readonly byte[] Box = CreateBox();
    private readonly Fr[] powers = SparseForm.Powers(Radix);

    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2)
    {
        ulong rest = key1;
        for (int i = 0; i < 8; i++)
        {
            if (rest % Radix > 1)
            {
                return false;
            }

            rest /= Radix;
        }

        return rest == 0;
    }

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2)
    {
        int x = 0;
        ulong rest = key1;
        for (int i = 0; i < 8; i++)
        {
            x |= (int)(rest % Radix) << i;
            rest /= Radix;
        }

        return EntryAt(x);
    }

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row)
    {
        byte s = Box[row];
        return new(
            row,
            SparseForm.FromWord((ulong)row, powers),
            SparseForm.FromWord(s, powers),
            SparseForm.FromWord((ulong)(s ^ Double(s)), powers));
    }

    /// <summary><c>t x</c> in the field.</summary>
    private static byte Double(byte x) => (byte)((x << 1) ^ ((x >> 7) * 0x1b));

    /// <summary><c>S(x) = A x^-1 + 0x63</c>, where row i of A adds bits i, i+4, i+5, i+6, i+7 (mod 8); powers of t + 1 reach every x but 0.</summary>
    private static byte[] CreateBox()
    {
        byte[] box = new byte[256];
        box[0] = 0x63;
        byte power = 1;
        byte inverse = 1;
        for (int i = 0; i < 255; i++)
        {
            box[power] = (byte)(
                inverse ^ RotateLeft(inverse, 1) ^ RotateLeft(inverse, 2) ^ RotateLeft(inverse, 3) ^ RotateLeft(inverse, 4) ^ 0x63);
            power ^= Double(power);

            // Division by t + 1: the inverse of power ^= t power.
            inverse ^= (byte)(inverse << 1);
            inverse ^= (byte)(inverse << 2);
            inverse ^= (byte)(inverse << 4);
            inverse ^= (byte)((inverse >> 7) * 0x09);
        }

        return box;
    }

    private static byte RotateLeft(byte value, int count) => (byte)((value << count) | (value >> (8 - count)));
}
