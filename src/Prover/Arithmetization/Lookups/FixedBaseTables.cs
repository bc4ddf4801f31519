using System.Globalization;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// Multiples of the two Pedersen generators of Grumpkin: a scalar's halves of 128 and 126 bits are cut into windows of 9 bits, and table i of a
/// half holds <c>O_i + k 2^{9 i} B</c>, where B is the generator or <c>2^128</c> times it.
/// </summary>
public sealed class FixedBaseTables
{
    private const int WindowBits = 9;
    private const int LowBits = 128;
    private const int HighBits = 126;

    private static readonly Lazy<FixedBaseTables[]> Generators = new(static () =>
        [.. DerivedGenerators.Derive<Grumpkin, Bn254ScalarField, Fq>("DEFAULT_DOMAIN_SEPARATOR", 2).Select(static point => new FixedBaseTables(point))]);

    private readonly GrumpkinAffine generator;

    private FixedBaseTables(GrumpkinAffine generator)
    {
        this.generator = generator;
        GrumpkinAffine high = GrumpkinJacobian.Multiply(generator, UInt256.One << LowBits).ToAffine();
        (Low, GrumpkinJacobian lowOffset) = Create(generator, LowBits);
        (High, GrumpkinJacobian highOffset) = Create(high, HighBits);
        LowOffset = lowOffset.ToAffine();
        HighOffset = highOffset.ToAffine();
    }

    /// <summary>Tables of the low half.</summary>
    public MultiTable Low { get; }

    /// <summary>Tables of the high half.</summary>
    public MultiTable High { get; }

    /// <summary>The sum of the offsets in <see cref="Low"/>.</summary>
    public GrumpkinAffine LowOffset { get; }

    /// <summary>The sum of the offsets in <see cref="High"/>.</summary>
    public GrumpkinAffine HighOffset { get; }

    /// <summary>The tables of a point, or null if there are none.</summary>
    public static FixedBaseTables? Find(GrumpkinAffine point) => Array.Find(Generators.Value, tables => tables.generator == point);

    private static (MultiTable Tables, GrumpkinJacobian Offset) Create(GrumpkinAffine basePoint, int bitCount)
    {
        byte[] domain = new byte[GrumpkinAffine.EncodingLength];
        basePoint.WriteBigEndian(domain);
        int count = (bitCount + WindowBits - 1) / WindowBits;
        GrumpkinAffine[] offsets = DerivedGenerators.Derive<Grumpkin, Bn254ScalarField, Fq>(domain, count);
        GrumpkinJacobian offsetSum = GrumpkinJacobian.Infinity;
        GrumpkinJacobian multiple = basePoint;
        TableSlice[] slices = new TableSlice[count];
        for (int i = 0; i < count; i++)
        {
            int bits = Math.Min(WindowBits, bitCount - (WindowBits * i));
            string name = string.Create(CultureInfo.InvariantCulture, $"multiples of {basePoint.X}, window {i}");
            slices[i] = new(
                new GrumpkinMultiplesTable(name, multiple.ToAffine(), offsets[i], bits), 1 << WindowBits, Fr.FromUInt64(1 << WindowBits), Fr.Zero, Fr.Zero);
            offsetSum += offsets[i];
            for (int j = 0; j < WindowBits; j++)
            {
                multiple = GrumpkinJacobian.Double(multiple);
            }
        }

        return (new(slices), offsetSum);
    }
}
