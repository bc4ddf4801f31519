using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Opcodes;

namespace Chonk.Prover.Benchmarks.Traces;

/// <summary>
/// One function made of many instances of programs: every instance has witnesses and memory blocks of its own, so a trace grows with the number of
/// instances while the mix of its gates stays. Databus columns become plain memory, and public values private ones, since a circuit has
/// only one set of them.
/// </summary>
internal sealed class ProgramInstances
{
    private readonly List<AcirOpcode> opcodes = [];
    private readonly List<Fr> witness = [];
    private uint nextBlock;

    /// <summary>The values of all instances' witnesses.</summary>
    public IReadOnlyList<Fr> Witness => witness;

    /// <summary>Appends an instance.</summary>
    /// <param name="function">Of the opcodes AssertZero, RANGE, AND, XOR, Poseidon2Permutation, MemoryInit, MemoryOp, MultiScalarMul and BrilligCall.</param>
    /// <param name="values">Its witness.</param>
    /// <exception cref="NotSupportedException">The function has another opcode.</exception>
    public void Add(AcirFunction function, ReadOnlySpan<Fr> values)
    {
        uint firstWitness = (uint)witness.Count;
        uint firstBlock = nextBlock;
        foreach (AcirOpcode opcode in function.Opcodes)
        {
            opcodes.Add(Move(opcode, firstWitness, firstBlock));
            nextBlock = opcode is MemoryInitOpcode init ? Math.Max(nextBlock, firstBlock + init.BlockId + 1) : nextBlock;
        }

        witness.AddRange(values);
    }

    /// <summary>The function of all instances.</summary>
    public AcirFunction ToFunction() => new("instances", [.. opcodes], [], [], [], witness.Count);

    private static AcirOpcode Move(AcirOpcode opcode, uint by, uint blocks) => opcode switch
    {
        AssertZeroOpcode zero => new AssertZeroOpcode(Move(zero.Expression, by)),
        RangeOpcode range => range with { Input = Move(range.Input, by) },
        LogicOpcode logic => logic with { Left = Move(logic.Left, by), Right = Move(logic.Right, by), Output = logic.Output + by },
        Poseidon2PermutationOpcode permutation => new Poseidon2PermutationOpcode(
            Move(permutation.Inputs, by), Move(permutation.Outputs, by)),
        MultiScalarMulOpcode sum => new MultiScalarMulOpcode(
            Move(sum.Points, by), Move(sum.Scalars, by), Move(sum.Predicate, by), Move(sum.Outputs, by)),
        MemoryInitOpcode init => new MemoryInitOpcode(
            init.BlockId + blocks, Move(init.Values, by), MemoryBlockKind.Memory, 0),
        MemoryAccessOpcode access => access with { BlockId = access.BlockId + blocks, Index = access.Index + by, Value = access.Value + by },
        BrilligCallOpcode => opcode,
        _ => throw new NotSupportedException($"{opcode.Name} cannot be repeated."),
    };

    private static AcirExpression Move(AcirExpression expression, uint by) => new(
        Array.ConvertAll(expression.MultiplicationTerms, t => t with { Left = t.Left + by, Right = t.Right + by }),
        Array.ConvertAll(expression.LinearTerms, t => t with { Witness = t.Witness + by }),
        expression.Constant);

    private static uint[] Move(uint[] witnesses, uint by) => Array.ConvertAll(witnesses, index => index + by);

    private static WitnessOrConstant[] Move(WitnessOrConstant[] inputs, uint by) => Array.ConvertAll(inputs, input => Move(input, by));

    private static WitnessOrConstant Move(WitnessOrConstant input, uint by) =>
        input.IsConstant ? input : WitnessOrConstant.FromWitness(input.Witness + by);
}
