namespace Chonk.Prover.Tests.Support;

/// <summary>Damage to bytes: cuts, flipped bits, noise, and MessagePack headers that promise more than there is.</summary>
internal static class ByteMutator
{
    /// <summary>A damaged copy.</summary>
    public static byte[] Mutate(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        switch (random.Next(6))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                for (int i = random.Next(1, 20); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
            case 3:
                int start = random.Next(bytes.Length);
                int length = random.Next(bytes.Length - start + 1);
                return [.. bytes[..start], .. bytes[(start + length)..]];
            case 4:
                // A header of the widest form, with a length beyond everything, in place of what was there.
                int at = random.Next(Math.Max(1, bytes.Length - 5));
                byte[] header = [(byte)random.Next(0xc4, 0xe0), 0x7f, 0xff, 0xff, 0xff];
                header.AsSpan(..Math.Min(5, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                byte[] noise = new byte[random.Next(1, 4096)];
                random.NextBytes(noise);
                return random.Next(2) == 0 ? noise : [.. bytes[..random.Next(Math.Min(bytes.Length, 64))], .. noise];
        }
    }
}
