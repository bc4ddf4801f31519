using System.Numerics;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>What opcodes mean, evaluated directly on a witness: the reference that circuits are compared with.</summary>
internal static class AcirSemantics
{
    public static bool IsSatisfied(AcirFunction function, ReadOnlySpan<Fr> witness)
    {
        Dictionary<uint, Fr[]> blocks = [];
        foreach (AcirOpcode opcode in function.Opcodes)
        {
            bool isSatisfied = opcode switch
            {
                AssertZeroOpcode assertZero => Evaluate(assertZero.Expression, witness).IsZero,
                RangeOpcode range => ToBig(ValueOf(range.Input, witness)) < BigInteger.One << (int)range.BitCount,
                LogicOpcode logic => Logic(logic, witness),
                Poseidon2PermutationOpcode poseidon2 => Permutation(poseidon2, witness),
                MemoryInitOpcode init => Initialize(blocks, init, witness),
                MemoryAccessOpcode access => Access(blocks[access.BlockId], access, witness),
                BrilligCallOpcode => true,
                _ => throw new NotSupportedException(opcode.Name),
            };
            if (!isSatisfied)
            {
                return false;
            }
        }

        return true;
    }

    private static Fr Evaluate(AcirExpression expression, ReadOnlySpan<Fr> witness)
    {
        Fr sum = expression.Constant;
        foreach (MultiplicationTerm term in expression.MultiplicationTerms)
        {
            sum += term.Coefficient * witness[(int)term.Left] * witness[(int)term.Right];
        }

        foreach (LinearTerm term in expression.LinearTerms)
        {
            sum += term.Coefficient * witness[(int)term.Witness];
        }

        return sum;
    }

    private static bool Logic(LogicOpcode opcode, ReadOnlySpan<Fr> witness)
    {
        BigInteger left = ToBig(ValueOf(opcode.Left, witness));
        BigInteger right = ToBig(ValueOf(opcode.Right, witness));
        BigInteger bound = BigInteger.One << (int)opcode.BitCount;
        return left < bound && right < bound
            && ToBig(witness[(int)opcode.Output]) == (opcode.IsXor ? left ^ right : left & right);
    }

    private static bool Permutation(Poseidon2PermutationOpcode opcode, ReadOnlySpan<Fr> witness)
    {
        Fr[] state = new Fr[4];
        for (int i = 0; i < 4; i++)
        {
            state[i] = ValueOf(opcode.Inputs[i], witness);
        }

        Poseidon2.Permute(state);
        for (int i = 0; i < 4; i++)
        {
            if (state[i] != witness[(int)opcode.Outputs[i]])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Initialize(Dictionary<uint, Fr[]> blocks, MemoryInitOpcode opcode, ReadOnlySpan<Fr> witness)
    {
        Fr[] cells = new Fr[opcode.Values.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = witness[(int)opcode.Values[i]];
        }

        blocks.Add(opcode.BlockId, cells);
        return true;
    }

    private static bool Access(Fr[] cells, MemoryAccessOpcode opcode, ReadOnlySpan<Fr> witness)
    {
        BigInteger index = ToBig(witness[(int)opcode.Index]);
        if (index >= cells.Length)
        {
            return false;
        }

        Fr value = witness[(int)opcode.Value];
        if (opcode.IsWrite)
        {
            cells[(int)index] = value;
            return true;
        }

        return cells[(int)index] == value;
    }

    private static Fr ValueOf(WitnessOrConstant input, ReadOnlySpan<Fr> witness) =>
        input.IsConstant ? input.Constant : witness[(int)input.Witness];

    private static BigInteger ToBig(Fr value)
    {
        byte[] bytes = new byte[32];
        value.WriteBigEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }
}
