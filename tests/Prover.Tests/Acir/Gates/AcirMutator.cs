using System.Reflection;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Opcodes;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>
/// Changes programs so that they still decode as MessagePack but may make no sense: other arities, witness indices, widths, predicates,
/// memory blocks, calls (of themselves too) and counts, in any property of any kind of opcode.
/// </summary>
internal sealed class AcirMutator(Random random)
{
    /// <summary>Most copies that one opcode, or one element of a list, is multiplied to.</summary>
    public const int MaxRepetitions = 50_000;

    private static readonly uint[] Numbers = [0, 1, 2, 7, 253, 254, 255, 65_536, 1 << 20, 1 << 24, int.MaxValue, uint.MaxValue];

    /// <summary>A changed copy of a list of opcodes.</summary>
    public AcirOpcode[] Mutate(IReadOnlyList<AcirOpcode> original)
    {
        List<AcirOpcode> opcodes = [.. original];
        for (int remaining = random.Next(1, 4); remaining > 0; remaining--)
        {
            MutateOnce(opcodes);
        }

        return [.. opcodes];
    }

    private void MutateOnce(List<AcirOpcode> opcodes)
    {
        int place = opcodes.Count == 0 ? 0 : random.Next(opcodes.Count);
        switch (random.Next(opcodes.Count == 0 ? 2 : 12))
        {
            case 0:
                opcodes.Insert(place, new CallOpcode(Number(), [Number() % 64, 1], [2]));
                break;
            case 1:
                opcodes.Insert(place, new MemoryAccessOpcode(Number(), random.Next(2) == 0, Number() % 4096, 1));
                break;
            case 2:
                opcodes.RemoveAt(place);
                break;
            case 3:
                opcodes.InsertRange(place, Enumerable.Repeat(opcodes[place], random.Next(200) == 0 ? MaxRepetitions : random.Next(1, 20)));
                break;
            case 4:
                int other = random.Next(opcodes.Count);
                (opcodes[place], opcodes[other]) = (opcodes[other], opcodes[place]);
                break;
            default:
                opcodes[place] = Changed(opcodes[place]);
                break;
        }
    }

    /// <summary>A copy with one property changed.</summary>
    private AcirOpcode Changed(AcirOpcode opcode)
    {
        PropertyInfo[] properties = [.. opcode.GetType().GetProperties().Where(static property => property.CanWrite)];
        if (properties.Length == 0)
        {
            return opcode;
        }

        PropertyInfo property = properties[random.Next(properties.Length)];
        AcirOpcode copy = (AcirOpcode)opcode.GetType().GetMethod("<Clone>$")!.Invoke(opcode, null)!;
        property.SetValue(copy, Changed(property.GetValue(opcode)!));
        return copy;
    }

    private object Changed(object value) => value switch
    {
        uint => Number(),
        bool flag => !flag,
        uint[] list => Changed(list, witness => random.Next(8) == 0 ? Number() : witness ^ (uint)random.Next(32)),
        WitnessOrConstant input => Changed(input),
        WitnessOrConstant[] list => Changed(list, Changed),
        MemoryBlockKind => (MemoryBlockKind)random.Next(3),
        AcirExpression expression => Changed(expression),
        _ => throw new NotSupportedException($"A property of type {value.GetType()}: teach the mutator about it."),
    };

    private AcirExpression Changed(AcirExpression expression) => random.Next(3) switch
    {
        0 => expression with
        {
            MultiplicationTerms = Changed(expression.MultiplicationTerms, term => new(Element(), term.Right ^ 1, random.Next(8) == 0 ? Number() : term.Left)),
        },
        1 => expression with
        {
            LinearTerms = Changed(expression.LinearTerms, term => new(random.Next(2) == 0 ? Element() : -term.Coefficient, term.Witness ^ (uint)random.Next(4))),
        },
        _ => expression with { Constant = Element() },
    };

    private WitnessOrConstant Changed(WitnessOrConstant input) => random.Next(4) switch
    {
        0 => WitnessOrConstant.FromConstant(Element()),
        1 => WitnessOrConstant.FromWitness(Number()),
        _ => WitnessOrConstant.FromWitness(input.IsConstant ? 1 : input.Witness ^ (uint)random.Next(32)),
    };

    private T[] Changed<T>(T[] list, Func<T, T> change)
    {
        if (list.Length == 0)
        {
            return list;
        }

        int place = random.Next(list.Length);
        switch (random.Next(6))
        {
            case 0:
                return [];
            case 1:
                return [.. list[..place], .. list[(place + 1)..]];
            case 2:
                return [.. list, list[place]];
            case 3:
                return [.. list, .. Enumerable.Repeat(list[place], random.Next(20) == 0 ? MaxRepetitions : random.Next(1, 70))];
            default:
                T[] copy = [.. list];
                copy[place] = change(copy[place]);
                return copy;
        }
    }

    private Fr Element() => random.Next(4) switch
    {
        0 => Fr.Zero,
        1 => Fr.One,
        2 => -Fr.FromUInt64((ulong)random.Next(100)),
        _ => Fr.FromUInt64((ulong)random.NextInt64()),
    };

    private uint Number() => random.Next(3) == 0 ? (uint)random.Next(4096) : Numbers[random.Next(Numbers.Length)];
}
