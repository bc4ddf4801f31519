using Chonk.Prover.Acir.Opcodes;

namespace Chonk.Prover.Acir;

/// <content>Opcodes other than black box calls.</content>
internal ref partial struct AcirDecoder
{
    private List<AcirOpcode> ReadOpcodes()
    {
        int count = ReadCount();
        if (count > MaxOpcodeCount)
        {
            throw Error($"{count} opcodes, more than {MaxOpcodeCount}");
        }

        List<AcirOpcode> opcodes = new(Math.Min(count, InitialCapacity));
        for (int i = 0; i < count; i++)
        {
            opcodes.Add(ReadOpcode());
        }

        return opcodes;
    }

    private AcirOpcode ReadOpcode()
    {
        string variant = ReadVariant(out bool hasPayload);
        if (!hasPayload)
        {
            return new UnsupportedOpcode(variant);
        }

        switch (variant)
        {
            case "AssertZero":
                return new AssertZeroOpcode(ReadExpression());
            case "BlackBoxFuncCall":
                return ReadBlackBoxCall();
            case "MemoryInit":
                return ReadMemoryInit();
            case "MemoryOp":
                return ReadMemoryOp();
            case "BrilligCall":
                return ReadBrilligCall();
            case "Call":
                return ReadCall();
            default:
                SkipValue();
                return new UnsupportedOpcode(variant);
        }
    }

    private MemoryInitOpcode ReadMemoryInit()
    {
        uint blockId = 0;
        uint[] values = [];
        (MemoryBlockKind Kind, uint CallDataId) type = default;
        StructCursor cursor = BeginStruct(MemoryInitFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    blockId = _reader.ReadUInt32();
                    break;
                case 1:
                    values = ReadWitnesses();
                    break;
                default:
                    type = ReadBlockType();
                    break;
            }
        }

        return new MemoryInitOpcode(blockId, values, type.Kind, type.CallDataId);
    }

    private (MemoryBlockKind Kind, uint CallDataId) ReadBlockType() => (ReadVariant(out bool hasPayload), hasPayload) switch
    {
        ("Memory", false) => (MemoryBlockKind.Memory, 0),
        ("ReturnData", false) => (MemoryBlockKind.ReturnData, 0),
        ("CallData", true) => (MemoryBlockKind.CallData, _reader.ReadUInt32()),
        _ => throw Error("a memory block is neither Memory nor CallData nor ReturnData"),
    };

    private MemoryAccessOpcode ReadMemoryOp()
    {
        uint blockId = 0, index = 0, value = 0;
        bool isWrite = false;
        StructCursor outer = BeginStruct(MemoryOpFields);
        while (NextField(ref outer, out int outerField))
        {
            if (outerField == 0)
            {
                blockId = _reader.ReadUInt32();
                continue;
            }

            StructCursor cursor = BeginStruct(MemoryAccessFields);
            while (NextField(ref cursor, out int field))
            {
                switch (field)
                {
                    case 0:
                        isWrite = _reader.ReadBoolean();
                        break;
                    case 1:
                        index = ReadWitness();
                        break;
                    default:
                        value = ReadWitness();
                        break;
                }
            }
        }

        return new MemoryAccessOpcode(blockId, isWrite, index, value);
    }

    private CallOpcode ReadCall()
    {
        uint id = 0;
        uint[] inputs = [], outputs = [];
        StructCursor cursor = BeginStruct(CallFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    id = _reader.ReadUInt32();
                    break;
                case 1:
                    inputs = ReadWitnesses();
                    break;
                case 2:
                    outputs = ReadWitnesses();
                    break;
                default:
                    ReadPredicate();
                    break;
            }
        }

        return new CallOpcode(id, inputs, outputs);
    }

    /// <summary>The operands are read for the largest witness index only.</summary>
    private BrilligCallOpcode ReadBrilligCall()
    {
        uint id = 0;
        StructCursor cursor = BeginStruct(BrilligCallFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    id = _reader.ReadUInt32();
                    break;
                case 1:
                    ReadBrilligInputs();
                    break;
                case 2:
                    ReadBrilligOutputs();
                    break;
                default:
                    ReadPredicate();
                    break;
            }
        }

        return new BrilligCallOpcode(id);
    }

    private void ReadPredicate()
    {
        if (!_reader.TryReadNil())
        {
            CountExpression();
        }
    }

    private void ReadBrilligInputs()
    {
        int count = ReadCount();
        for (int i = 0; i < count; i++)
        {
            switch (ReadVariant(out bool hasPayload))
            {
                case "Single" when hasPayload:
                    CountExpression();
                    break;
                case "Array" when hasPayload:
                    for (int remaining = ReadCount(); remaining > 0; remaining--)
                    {
                        CountExpression();
                    }

                    break;
                case "MemoryArray" when hasPayload:
                    _reader.ReadUInt32();
                    break;
                default:
                    throw Error("an input of unconstrained code is neither Single nor Array nor MemoryArray");
            }
        }
    }

    private void ReadBrilligOutputs()
    {
        int count = ReadCount();
        for (int i = 0; i < count; i++)
        {
            switch (ReadVariant(out bool hasPayload))
            {
                case "Simple" when hasPayload:
                    ReadWitness();
                    break;
                case "Array" when hasPayload:
                    for (int remaining = ReadCount(); remaining > 0; remaining--)
                    {
                        ReadWitness();
                    }

                    break;
                default:
                    throw Error("an output of unconstrained code is neither Simple nor Array");
            }
        }
    }

    /// <summary>Reads an expression for its witness indices only.</summary>
    private void CountExpression()
    {
        StructCursor cursor = BeginStruct(ExpressionFields);
        while (NextField(ref cursor, out int field))
        {
            if (field == 2)
            {
                ReadField();
                continue;
            }

            int witnessesPerTerm = 2 - field;
            for (int remaining = ReadCount(); remaining > 0; remaining--)
            {
                RequireTuple(1 + witnessesPerTerm);
                ReadField();
                for (int i = 0; i < witnessesPerTerm; i++)
                {
                    ReadWitness();
                }
            }
        }
    }
}
