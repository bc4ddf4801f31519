using System.Globalization;

namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// The tables of the Keccak permutation, whose 64-bit lanes are in sparse form to the base 11. Each step leaves a bound on digits, and its
/// table is as large as that bound asks for.
/// </summary>
public static class KeccakTables
{
    /// <summary>The base of the sparse form.</summary>
    public const ulong Base = 11;

    /// <summary>Bits of a lane.</summary>
    public const int LaneBits = 64;

    private const int ThetaDigits = 4;
    private const int ChiDigits = 6;
    private const int RhoDigits = 8;

    /// <summary>Left rotation of lane <c>5 y + x</c> [FIPS 202, section 3.2.2].</summary>
    private static readonly int[] Rotations =
        [0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14];

    private static readonly Fr Power8 = Power(8);

    /// <summary>Tables of 1 to 8 digits 0, 1, 2 to their parities; the third column is the top digit.</summary>
    private static readonly SparseDigitTable[] RhoTables = [.. Enumerable.Range(1, RhoDigits).Select(digits => new SparseDigitTable(
        string.Create(CultureInfo.InvariantCulture, $"keccak rho, {digits} digits"), Base, digits, [0, 1, 0], Base, digits - 1))];

    /// <summary>A lane to sparse form; the third column of the last slice is its top bit.</summary>
    public static MultiTable Input { get; } =
        MultiTable.Repeat(new SparseTopBitTable("keccak input", Base, 8), 256, 8, Fr.FromUInt64(256), Power8, Fr.Zero);

    /// <summary>Digits up to 10 to their parities.</summary>
    public static MultiTable Theta { get; } = MultiTable.Repeat(
        new SparseDigitTable("keccak theta", Base, ThetaDigits, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0], Base),
        Base * Base * Base * Base,
        LaneBits / ThetaDigits,
        Power(ThetaDigits),
        Power(ThetaDigits),
        Fr.Zero);

    /// <summary>
    /// Digits <c>2 a - b + c + 1</c> to <c>a xor (not b and c)</c>; the third column of the last slice, which has four digits, is its top digit.
    /// </summary>
    public static MultiTable Chi { get; } = MultiTable.Repeat(
        new SparseDigitTable("keccak chi", Base, ChiDigits, [0, 0, 1, 1, 0], Base, (LaneBits % ChiDigits) - 1),
        Base * Base * Base * Base * Base * Base,
        (LaneBits / ChiDigits) + 1,
        Power(ChiDigits),
        Power(ChiDigits),
        Fr.Zero);

    /// <summary>Digits 0 and 1 to a lane.</summary>
    public static MultiTable Output { get; } = MultiTable.Repeat(
        new SparseDigitTable("keccak output", Base, 8, [0, 1], 2),
        Base * Base * Base * Base * Base * Base * Base * Base,
        8,
        Power8,
        Fr.FromUInt64(256),
        Fr.Zero);

    /// <summary>
    /// For each lane, digits 0, 1, 2 to their parities in two parts, so that the lane can be rotated: the low <c>64 - rotation</c> digits, whose sum
    /// is in row 0, and the rest, whose sum starts in the row after them.
    /// </summary>
    public static IReadOnlyList<MultiTable> Rho { get; } = Array.ConvertAll(Rotations, CreateRho);

    /// <summary>The left rotation of a lane.</summary>
    public static int RotationOf(int lane) => Rotations[lane];

    /// <summary>The number of slices that hold the low part of a lane in <see cref="Rho"/>.</summary>
    public static int LowSliceCount(int lane) => (LaneBits - Rotations[lane] + RhoDigits - 1) / RhoDigits;

    private static MultiTable CreateRho(int rotation)
    {
        List<TableSlice> slices = [];
        AddSlices(LaneBits - rotation);
        AddSlices(rotation);
        return new(slices);

        void AddSlices(int digits)
        {
            for (int done = 0; done < digits; done += RhoDigits)
            {
                int count = Math.Min(RhoDigits, digits - done);
                ulong radix = 1;
                for (int i = 0; i < count; i++)
                {
                    radix *= Base;
                }

                // The key runs through both parts, results start anew.
                Fr step = slices.Count == 0 ? Fr.One : Fr.FromUInt64(slices[^1].Base);
                slices.Add(new(RhoTables[count - 1], radix, step, done == 0 ? Fr.Zero : step, Fr.Zero));
            }
        }
    }

    private static Fr Power(int exponent) => SparseForm.Powers(Base, exponent + 1)[exponent];
}
