using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Circuits.Logic;

namespace Chonk.Prover.Acir.Gates;

/// <summary>
/// A function's opcodes sorted by kind, in the order of the file within each: the order in which they become gates. Opcodes that no
/// circuit can be made of are refused here, the first one in the file.
/// </summary>
internal sealed class AcirConstraints
{
    private const int MaxRangeBits = 253;
    private const uint MaxCallDataId = 3;
    private const long MaxRowCount = 1 << 24;
    private readonly string _circuit;
    private long _rowCount;

    /// <summary>Sorts the opcodes.</summary>
    /// <exception cref="AcirCircuitException">An opcode is not supported, or does not fit its function.</exception>
    public AcirConstraints(AcirFunction function, string circuit)
    {
        _circuit = circuit;
        ExpressionGates gates = new();
        for (int position = 0; position < function.Opcodes.Count; position++)
        {
            Sort(position, function.Opcodes[position], gates);
        }
    }

    /// <summary>Expressions of one gate.</summary>
    public List<(int Position, AcirExpression Expression)> SingleGates { get; } = [];

    /// <summary>Expressions of several gates.</summary>
    public List<(int Position, AcirExpression Expression)> GateChains { get; } = [];

    /// <summary>AND and XOR.</summary>
    public List<(int Position, LogicOpcode Opcode)> Logic { get; } = [];

    /// <summary>Range constraints.</summary>
    public List<(int Position, RangeOpcode Opcode)> Ranges { get; } = [];

    /// <summary>Functions with circuits of their own, by the order of kinds of <see cref="BlackBoxGates"/>.</summary>
    public SortedDictionary<int, List<(int Position, AcirOpcode Opcode)>> BlackBoxes { get; } = [];

    /// <summary>Memory blocks by ascending id.</summary>
    public SortedDictionary<uint, MemoryBlock> Blocks { get; } = [];

    private void Sort(int position, AcirOpcode opcode, ExpressionGates gates)
    {
        _rowCount += MinimalRowCount(opcode);
        if (_rowCount > MaxRowCount)
        {
            throw Error(position, opcode, $"the circuit has more than {MaxRowCount} rows");
        }

        switch (opcode)
        {
            case AssertZeroOpcode assertZero:
                SortExpression(position, assertZero, gates);
                break;
            case LogicOpcode logic:
                if (logic.BitCount is < 1 or > BitwiseLogic.MaxBitCount)
                {
                    throw Error(position, opcode, $"operands of {logic.BitCount} bits, where 1 to {BitwiseLogic.MaxBitCount} are possible");
                }

                if (logic.Left.IsConstant && logic.Right.IsConstant)
                {
                    throw Error(position, opcode, "both operands are constants");
                }

                Logic.Add((position, logic));
                break;
            case RangeOpcode range:
                if (range.Input.IsConstant || range.BitCount is < 1 or > MaxRangeBits)
                {
                    throw Error(
                        position, opcode,
                        range.Input.IsConstant ? "the input is a constant" : $"{range.BitCount} bits, where 1 to {MaxRangeBits} are possible");
                }

                Ranges.Add((position, range));
                break;
            case MemoryInitOpcode init:
                SortMemoryInit(position, init);
                break;
            case MemoryAccessOpcode access:
                SortMemoryAccess(position, access);
                break;
            case BrilligCallOpcode:
                break;
            default:
                SortBlackBox(position, opcode);
                break;
        }
    }

    /// <summary>Rows that an opcode takes at least: a bound on what a hostile program can make the prover allocate.</summary>
    private static long MinimalRowCount(AcirOpcode opcode) => opcode switch
    {
        BrilligCallOpcode => 0,
        AssertZeroOpcode assertZero => 1 + (assertZero.Expression.LinearTerms.Length / 4),
        RangeOpcode range => 1 + (range.BitCount / 42),
        LogicOpcode logic => 6L * ((logic.BitCount + 31) / 32),
        Poseidon2PermutationOpcode => 27,
        Sha256CompressionOpcode => 3900,
        Keccakf1600Opcode => 17_000,
        Aes128EncryptOpcode aes => 60L * aes.Inputs.Length,
        EcdsaOpcode => 40_000,
        MultiScalarMulOpcode multiplication => 480L * (multiplication.Points.Length / 2),
        EmbeddedCurveAddOpcode => 20,
        Blake2sOpcode blake2s => 2900L * Math.Max(1, (blake2s.Inputs.Length + 63) / 64),
        Blake3Opcode blake3 => 2000L * Math.Max(1, (blake3.Inputs.Length + 63) / 64),
        MemoryAccessOpcode => 2,
        MemoryInitOpcode init => init.Values.Length,
        _ => 1,
    };

    private void SortBlackBox(int position, AcirOpcode opcode)
    {
        int order = BlackBoxGates.OrderOf(opcode) ?? throw Error(position, opcode, "this opcode is not supported");
        if (BlackBoxGates.ReasonToRefuse(opcode) is string reason)
        {
            throw Error(position, opcode, reason);
        }

        if (!BlackBoxes.TryGetValue(order, out List<(int Position, AcirOpcode Opcode)>? opcodes))
        {
            opcodes = [];
            BlackBoxes.Add(order, opcodes);
        }

        opcodes.Add((position, opcode));
    }

    private void SortExpression(int position, AssertZeroOpcode opcode, ExpressionGates gates)
    {
        AcirExpression expression = opcode.Expression;
        if (expression.MultiplicationTerms.Length == 0 && expression.LinearTerms.Length == 0)
        {
            throw Error(position, opcode, expression.Constant.IsZero ? "the expression is empty" : "a constant that is not zero");
        }

        (gates.FitsOneGate(expression) ? SingleGates : GateChains).Add((position, expression));
        gates.Split(expression);
        foreach (Arithmetization.ArithmeticGate gate in gates.Gates)
        {
            if (gate.QM.IsZero && gate.QA.IsZero && gate.QB.IsZero && gate.QC.IsZero && gate.QD.IsZero && gate.Constant.IsZero)
            {
                throw Error(position, opcode, "the expression has a gate without terms");
            }
        }
    }

    private void SortMemoryInit(int position, MemoryInitOpcode init)
    {
        if (init.Kind == MemoryBlockKind.CallData && init.CallDataId > MaxCallDataId)
        {
            throw Error(position, init, $"calldata {init.CallDataId}, where 0 to {MaxCallDataId} exist");
        }

        bool isBusColumn = init.Kind != MemoryBlockKind.Memory;
        if (isBusColumn && Blocks.Values.Any(block => block.Init.Kind == init.Kind && block.Init.CallDataId == init.CallDataId))
        {
            throw Error(position, init, "the databus column is filled twice");
        }

        if (!Blocks.TryAdd(init.BlockId, new MemoryBlock(init)))
        {
            throw Error(position, init, $"block {init.BlockId} is initialised twice");
        }
    }

    private void SortMemoryAccess(int position, MemoryAccessOpcode access)
    {
        if (!Blocks.TryGetValue(access.BlockId, out MemoryBlock? block))
        {
            throw Error(position, access, $"block {access.BlockId} is not initialised");
        }

        string? reason = (block.Init.Kind, access.IsWrite) switch
        {
            (MemoryBlockKind.ReturnData, _) => "return data is neither read nor written",
            (MemoryBlockKind.CallData, true) => "calldata is not written",
            _ => block.Init.Values.Length == 0 ? $"block {access.BlockId} is empty" : null,
        };
        if (reason is not null)
        {
            throw Error(position, access, reason);
        }

        block.Accesses.Add(access);
    }

    private AcirCircuitException Error(int position, AcirOpcode opcode, string reason) => new(_circuit, position, opcode.Name, reason);
}
