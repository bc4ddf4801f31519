namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// The tables of the SHA-256 compression in sparse form. Base 28 holds <c>7 sigma_1 + (e + 2f + 3g)</c> per digit, base 16 holds
/// <c>4 sigma_0 + (a + b + c)</c>, or <c>4 sigma_0 + sigma_1</c> of the message schedule. The last table of a word of three slices has 10 bits,
/// so that a word that is looked up has at most 32.
/// </summary>
public static class Sha256Tables
{
    private const ulong ChooseBase = 28;
    private const ulong MajorityBase = 16;

    private static readonly Fr[] ChoosePowers = SparseForm.Powers(ChooseBase);
    private static readonly Fr[] MajorityPowers = SparseForm.Powers(MajorityBase);

    private static readonly SparseWordTable Choose = new("sha256 base 28", ChooseBase, 11, 0);
    private static readonly SparseWordTable ChooseRotated6 = new("sha256 base 28, rotated by 6", ChooseBase, 11, 6);
    private static readonly SparseWordTable ChooseRotated3 = new("sha256 base 28, rotated by 3", ChooseBase, 10, 3);
    private static readonly SparseWordTable Majority = new("sha256 base 16", MajorityBase, 10, 0);
    private static readonly SparseWordTable MajorityRotated2 = new("sha256 base 16, rotated by 2", MajorityBase, 11, 2);

    // ch(e, f, g) by the digit e + 2f + 3g = 0, ..., 6, plus the XOR of three bits by their sum 0, 1, 2, 3.
    private static readonly SparseDigitTable ChooseDigits = new("sha256 choose digits", 28, 2, Digits([0, 0, 0, 1, 0, 1, 1]), 2);

    // maj(a, b, c) by the digit a + b + c = 0, ..., 3, plus the XOR of three bits by their sum.
    private static readonly SparseDigitTable MajorityDigits = new("sha256 majority digits", 16, 3, Digits([0, 0, 1, 1]), 2);

    // The XOR of three bits by their sum, twice, added.
    private static readonly SparseDigitTable ScheduleDigits = new("sha256 schedule digits", 16, 3, Digits([0, 1, 0, 1]), 2);

    /// <summary>Weights of rotations by 6, 11 and 25 of three limbs of 11, 11 and 10 bits in base 28, without the wraps that tables hold.</summary>
    private static readonly Fr[] ChooseRotations = Rotations(ChoosePowers, 6, 11, 25);

    /// <summary>The same for rotations by 2, 13 and 22 in base 16.</summary>
    private static readonly Fr[] MajorityRotations = Rotations(MajorityPowers, 2, 13, 22);

    /// <summary>e to sparse form, with the part of <c>sigma_1(e)</c> that the multipliers leave.</summary>
    public static MultiTable ChooseInput { get; } = MultiTable.FromWeights(
        [ChooseRotated6, Choose, ChooseRotated3],
        [1 << 11, 1 << 11, 1 << 10],
        [Fr.One, Fr.FromUInt64(1 << 11), Fr.FromUInt64(1 << 22)],
        [Fr.One, ChoosePowers[11], ChoosePowers[22]],
        [Fr.One, ChooseRotations[1] - (ChoosePowers[11] * ChooseRotations[0]) + Fr.One, Fr.One]);

    /// <summary>a to sparse form, with the part of <c>sigma_0(a)</c> that the multipliers leave.</summary>
    public static MultiTable MajorityInput { get; } = MultiTable.FromWeights(
        [MajorityRotated2, MajorityRotated2, Majority],
        [1 << 11, 1 << 11, 1 << 10],
        [Fr.One, Fr.FromUInt64(1 << 11), Fr.FromUInt64(1 << 22)],
        [Fr.One, MajorityPowers[11], MajorityPowers[22]],
        [Fr.One, Fr.One, Fr.One - (MajorityRotations[1] * MajorityPowers[11]) + MajorityRotations[2]]);

    /// <summary>A schedule word to four sparse limbs of 3, 7, 8 and 14 bits, each also rotated.</summary>
    public static MultiTable ScheduleInput { get; } = MultiTable.FromWeights(
        [
            new SparseWordTable("sha256 schedule, 3 bits", MajorityBase, 3, 0),
            new SparseWordTable("sha256 schedule, 7 bits rotated by 4", MajorityBase, 7, 4),
            new SparseWordTable("sha256 schedule, 8 bits rotated by 7", MajorityBase, 8, 7),
            new SparseWordTable("sha256 schedule, 14 bits rotated by 1", MajorityBase, 14, 1),
        ],
        [1 << 3, 1 << 7, 1 << 8, 1 << 18],
        [Fr.One, Fr.FromUInt64(1 << 3), Fr.FromUInt64(1 << 10), Fr.FromUInt64(1 << 18)],
        [Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero],
        [Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero]);

    /// <summary>Base 28 digits to <c>sigma_1(e) + ch(e, f, g)</c>.</summary>
    public static MultiTable ChooseOutput { get; } =
        MultiTable.Repeat(ChooseDigits, 28 * 28, 16, Fr.FromUInt64(28 * 28), Fr.FromUInt64(1 << 2), Fr.Zero);

    /// <summary>Base 16 digits to <c>sigma_0(a) + maj(a, b, c)</c>.</summary>
    public static MultiTable MajorityOutput { get; } =
        MultiTable.Repeat(MajorityDigits, 16 * 16 * 16, 11, Fr.FromUInt64(16 * 16 * 16), Fr.FromUInt64(1 << 3), Fr.Zero);

    /// <summary>Base 16 digits to <c>sigma_0(w) + sigma_1(w')</c>.</summary>
    public static MultiTable ScheduleOutput { get; } =
        MultiTable.Repeat(ScheduleDigits, 16 * 16 * 16, 11, Fr.FromUInt64(16 * 16 * 16), Fr.FromUInt64(1 << 3), Fr.Zero);

    /// <summary>
    /// Weights of the whole sparse e and of its third limb in <c>sigma_1(e)</c>, beside the third column of <see cref="ChooseInput"/>.
    /// </summary>
    public static (Fr Whole, Fr Limb2) ChooseMultipliers { get; } =
        (ChooseRotations[0], ChooseRotations[2] - (ChoosePowers[22] * ChooseRotations[0]));

    /// <summary>
    /// Weights of the whole sparse a and of its upper two limbs in <c>sigma_0(a)</c>, beside the third column of <see cref="MajorityInput"/>.
    /// </summary>
    public static (Fr Whole, Fr Limbs12) MajorityMultipliers { get; } =
        (MajorityRotations[0], MajorityRotations[1] - (MajorityPowers[11] * MajorityRotations[0]));

    /// <summary>
    /// Limb k of 11 bits moves from bit <c>11 k</c> to bit <c>11 k - r mod 32</c>; a rotation that starts inside the limb contributes nothing here:
    /// the third column of the limb's table holds it.
    /// </summary>
    private static Fr[] Rotations(Fr[] powers, params ReadOnlySpan<int> rotations)
    {
        Fr[] weights = [Fr.Zero, Fr.Zero, Fr.Zero];
        for (int k = 0; k < weights.Length; k++)
        {
            int first = 11 * k;
            int last = k == 2 ? 31 : first + 10;
            foreach (int rotation in rotations)
            {
                if (rotation < first || rotation > last)
                {
                    weights[k] += powers[(first - rotation + 32) % 32];
                }
            }
        }

        return weights;
    }

    /// <summary><c>f(d mod n) + xor(d div n)</c> for <c>d = 0, ..., 4n - 1</c>, where xor is the parity of a sum of three bits.</summary>
    private static byte[] Digits(byte[] function)
    {
        byte[] result = new byte[4 * function.Length];
        for (int d = 0; d < result.Length; d++)
        {
            result[d] = (byte)(function[d % function.Length] + ((d / function.Length) & 1));
        }

        return result;
    }
}
