using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;

namespace Chonk.Prover.Tests.Arithmetization;

/// <summary>Small satisfied circuits that use every kind of gate the builder knows, made from a seed.</summary>
internal static class SampleCircuits
{
    public static MegaCircuitBuilder Random(int seed)
    {
        Random random = new(seed);
        Fr[] witness = [.. Enumerable.Range(0, 8).Select(_ => Fr.FromUInt64((ulong)random.Next(1 << 14)))];
        MegaCircuitBuilder builder = new(witness, [1, 5]);
        AddSums(builder, random);
        AddRanges(builder, random);
        AddRom(builder, random);
        AddRam(builder, random);
        AddLookups(builder, random);
        AddProducts(builder, random);
        builder.FillBus(BusColumn.ReturnData, [2, 3, 2]);
        builder.ReadBus(BusColumn.ReturnData, builder.PutConstant(1));
        builder.FixWitness(builder.AddPublicVariable(Fr.Zero), Fr.Zero);
        return builder;
    }

    public static void AddSums(MegaCircuitBuilder builder, Random random)
    {
        for (int i = 0; i < 10; i++)
        {
            uint a = (uint)random.Next(8);
            uint b = (uint)random.Next(8);
            uint c = builder.AddVariable((builder.ValueOf(a) * builder.ValueOf(b)) + builder.ValueOf(a));
            builder.AddGate(new(a, b, c, builder.ZeroVariable) { QM = Fr.One, QA = Fr.One, QC = -Fr.One });
            uint copy = builder.AddVariable(builder.ValueOf(c));
            builder.AssertEqual(random.Next(2) == 0 ? c : copy, c);
            builder.AddGate(new(copy, c, builder.ZeroVariable, builder.ZeroVariable) { QA = Fr.One, QB = -Fr.One });
        }
    }

    public static void AddRanges(MegaCircuitBuilder builder, Random random)
    {
        foreach (int bits in (int[])[1, 2, 13, 14, 15, 42, 64, 128, 253])
        {
            Fr value = Fr.FromUInt64((ulong)random.NextInt64() >> Math.Max(0, 64 - bits));
            builder.ConstrainBits(builder.AddVariable(value), bits);
        }

        uint small = builder.AddVariable(Fr.FromUInt64((ulong)random.Next(4)));
        builder.ConstrainBits(small, 2);
        builder.ConstrainBits(small, 14);
        builder.ConstrainToList(small, 3);
        uint narrowed = builder.AddVariable(Fr.FromUInt64((ulong)random.Next(4)));
        builder.ConstrainBits(narrowed, 14);
        builder.ConstrainBits(narrowed, 2);
    }

    public static void AddRom(MegaCircuitBuilder builder, Random random)
    {
        int rom = builder.AddRom(5);
        for (int i = 0; i < 5; i++)
        {
            builder.SetRom(rom, i, (uint)random.Next(8));
        }

        for (int i = 0; i < 6; i++)
        {
            builder.ReadRom(rom, builder.AddVariable(Fr.FromUInt64((ulong)random.Next(5))));
        }

        int pairs = builder.AddRom(1);
        builder.SetRomPair(pairs, 0, 3, 4);
        builder.ReadRomPair(pairs, builder.ZeroVariable);
    }

    public static void AddRam(MegaCircuitBuilder builder, Random random)
    {
        int ram = builder.AddRam(4);
        for (int i = 0; i < 4; i++)
        {
            builder.InitializeRam(ram, i, (uint)random.Next(8));
        }

        for (int i = 0; i < 8; i++)
        {
            uint index = builder.AddVariable(Fr.FromUInt64((ulong)random.Next(4)));
            if (random.Next(2) == 0)
            {
                builder.ReadRam(ram, index);
            }
            else
            {
                builder.WriteRam(ram, index, (uint)random.Next(8));
            }
        }

        int single = builder.AddRam(1);
        builder.InitializeRam(single, 0, 2);
    }

    public static void AddLookups(MegaCircuitBuilder builder, Random random)
    {
        for (int i = 0; i < 3; i++)
        {
            uint a = builder.AddVariable(Fr.FromUInt64((uint)random.NextInt64()));
            uint b = builder.AddVariable(Fr.FromUInt64((uint)random.NextInt64()));
            builder.AddLookup(i == 0 ? BitwiseTables.And32 : BitwiseTables.Xor32, a, b);
        }
    }

    public static void AddProducts(MegaCircuitBuilder builder, Random random)
    {
        LimbVariables a = Limbs(builder, random);
        LimbVariables b = Limbs(builder, random);
        builder.QueueNonNativeProduct(a, b);
        builder.QueueNonNativeProduct(a, b);
        builder.ConstrainTwoLimbs(a.Limb0, a.Limb1, 68, 60);
    }

    private static LimbVariables Limbs(MegaCircuitBuilder builder, Random random)
    {
        return new(Next(), Next(), Next(), Next());

        uint Next() => builder.AddVariable(Fr.FromUInt64((ulong)random.NextInt64() >> 6));
    }
}
