using Chonk.Prover.Acir.Opcodes;

namespace Chonk.Prover.Acir;

/// <content>Calls of black box functions.</content>
internal ref partial struct AcirDecoder
{
    private AcirOpcode ReadBlackBoxCall()
    {
        string function = ReadVariant(out bool hasPayload);
        if (!hasPayload)
        {
            return new UnsupportedOpcode(function);
        }

        switch (function)
        {
            case "RANGE":
                return ReadRange();
            case "AND":
                return ReadLogic(isXor: false);
            case "XOR":
                return ReadLogic(isXor: true);
            case "Poseidon2Permutation":
                (WitnessOrConstant[] inputs, uint[] outputs) = ReadInputsOutputs(4, 4);
                return new Poseidon2PermutationOpcode(inputs, outputs);
            case "Keccakf1600":
                (inputs, outputs) = ReadInputsOutputs(25, 25);
                return new Keccakf1600Opcode(inputs, outputs);
            case "Blake2s":
                (inputs, outputs) = ReadInputsOutputs(-1, 32);
                return new Blake2sOpcode(inputs, outputs);
            case "Blake3":
                (inputs, outputs) = ReadInputsOutputs(-1, 32);
                return new Blake3Opcode(inputs, outputs);
            case "Sha256Compression":
                return ReadSha256Compression();
            case "AES128Encrypt":
                return ReadAes128Encrypt();
            case "EcdsaSecp256k1":
                return ReadEcdsa(isSecp256r1: false);
            case "EcdsaSecp256r1":
                return ReadEcdsa(isSecp256r1: true);
            case "MultiScalarMul":
                return ReadMultiScalarMul();
            case "EmbeddedCurveAdd":
                return ReadEmbeddedCurveAdd();
            case "RecursiveAggregation":
                return ReadRecursiveAggregation();
            default:
                SkipValue();
                return new UnsupportedOpcode(function);
        }
    }

    private RangeOpcode ReadRange()
    {
        WitnessOrConstant input = default;
        uint bitCount = 0;
        StructCursor cursor = BeginStruct(RangeFields);
        while (NextField(ref cursor, out int field))
        {
            if (field == 0)
            {
                input = ReadInput();
            }
            else
            {
                bitCount = _reader.ReadUInt32();
            }
        }

        return new RangeOpcode(input, bitCount);
    }

    private LogicOpcode ReadLogic(bool isXor)
    {
        WitnessOrConstant left = default, right = default;
        uint bitCount = 0, output = 0;
        StructCursor cursor = BeginStruct(LogicFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    left = ReadInput();
                    break;
                case 1:
                    right = ReadInput();
                    break;
                case 2:
                    bitCount = _reader.ReadUInt32();
                    break;
                default:
                    output = ReadWitness();
                    break;
            }
        }

        return new LogicOpcode(isXor, left, right, bitCount, output);
    }

    private (WitnessOrConstant[] Inputs, uint[] Outputs) ReadInputsOutputs(int inputCount, int outputCount)
    {
        WitnessOrConstant[] inputs = [];
        uint[] outputs = [];
        StructCursor cursor = BeginStruct(InputsOutputsFields);
        while (NextField(ref cursor, out int field))
        {
            if (field == 0)
            {
                inputs = ReadInputs(inputCount);
            }
            else
            {
                outputs = ReadWitnesses(outputCount);
            }
        }

        return (inputs, outputs);
    }

    private Sha256CompressionOpcode ReadSha256Compression()
    {
        WitnessOrConstant[] inputs = [], hashValues = [];
        uint[] outputs = [];
        StructCursor cursor = BeginStruct(Sha256CompressionFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    inputs = ReadInputs(16);
                    break;
                case 1:
                    hashValues = ReadInputs(8);
                    break;
                default:
                    outputs = ReadWitnesses(8);
                    break;
            }
        }

        return new Sha256CompressionOpcode(inputs, hashValues, outputs);
    }

    private Aes128EncryptOpcode ReadAes128Encrypt()
    {
        WitnessOrConstant[] inputs = [], initializationVector = [], key = [];
        uint[] outputs = [];
        StructCursor cursor = BeginStruct(Aes128EncryptFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    inputs = ReadInputs();
                    break;
                case 1:
                    initializationVector = ReadInputs(16);
                    break;
                case 2:
                    key = ReadInputs(16);
                    break;
                default:
                    outputs = ReadWitnesses();
                    break;
            }
        }

        return new Aes128EncryptOpcode(inputs, initializationVector, key, outputs);
    }

    private EcdsaOpcode ReadEcdsa(bool isSecp256r1)
    {
        WitnessOrConstant[] publicKeyX = [], publicKeyY = [], signature = [], hashedMessage = [];
        WitnessOrConstant predicate = default;
        uint output = 0;
        StructCursor cursor = BeginStruct(EcdsaFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    publicKeyX = ReadInputs(32);
                    break;
                case 1:
                    publicKeyY = ReadInputs(32);
                    break;
                case 2:
                    signature = ReadInputs(64);
                    break;
                case 3:
                    hashedMessage = ReadInputs(32);
                    break;
                case 4:
                    predicate = ReadInput();
                    break;
                default:
                    output = ReadWitness();
                    break;
            }
        }

        return new EcdsaOpcode(isSecp256r1, publicKeyX, publicKeyY, signature, hashedMessage, predicate, output);
    }

    private MultiScalarMulOpcode ReadMultiScalarMul()
    {
        WitnessOrConstant[] points = [], scalars = [];
        WitnessOrConstant predicate = default;
        uint[] outputs = [];
        StructCursor cursor = BeginStruct(MultiScalarMulFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    points = ReadInputs();
                    break;
                case 1:
                    scalars = ReadInputs();
                    break;
                case 2:
                    predicate = ReadInput();
                    break;
                default:
                    outputs = ReadWitnesses(2);
                    break;
            }
        }

        return new MultiScalarMulOpcode(points, scalars, predicate, outputs);
    }

    private EmbeddedCurveAddOpcode ReadEmbeddedCurveAdd()
    {
        WitnessOrConstant[] input1 = [], input2 = [];
        WitnessOrConstant predicate = default;
        uint[] outputs = [];
        StructCursor cursor = BeginStruct(EmbeddedCurveAddFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    input1 = ReadInputs(2);
                    break;
                case 1:
                    input2 = ReadInputs(2);
                    break;
                case 2:
                    predicate = ReadInput();
                    break;
                default:
                    outputs = ReadWitnesses(2);
                    break;
            }
        }

        return new EmbeddedCurveAddOpcode(input1, input2, predicate, outputs);
    }

    private RecursiveAggregationOpcode ReadRecursiveAggregation()
    {
        WitnessOrConstant[] verificationKey = [], proof = [], publicInputs = [];
        WitnessOrConstant keyHash = default, predicate = default;
        uint proofType = 0;
        StructCursor cursor = BeginStruct(RecursiveAggregationFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    verificationKey = ReadInputs();
                    break;
                case 1:
                    proof = ReadInputs();
                    break;
                case 2:
                    publicInputs = ReadInputs();
                    break;
                case 3:
                    keyHash = ReadInput();
                    break;
                case 4:
                    proofType = _reader.ReadUInt32();
                    break;
                default:
                    predicate = ReadInput();
                    break;
            }
        }

        return new RecursiveAggregationOpcode(verificationKey, proof, publicInputs, keyHash, proofType, predicate);
    }
}
