using System.Buffers;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Opcodes;
using MessagePack;

namespace Chonk.Prover.Tests.Acir;

/// <summary>Writes programs and witness stacks in either encoding, from the field orders of Noir's ACIR definitions.</summary>
internal sealed class AcirEncoder(bool compact)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public static byte[] Program(bool compact, params AcirOpcode[] opcodes) => Program(compact, opcodes, [], []);

    public static byte[] Program(bool compact, AcirOpcode[] opcodes, uint[] publicParameters, uint[] returnValues)
    {
        AcirEncoder encoder = new(compact);
        encoder.Marker();
        encoder.Struct("functions", "unconstrained_functions");
        encoder.Field("functions");
        encoder.Array(1);
        encoder.Function(opcodes, publicParameters, returnValues);
        encoder.Field("unconstrained_functions");
        encoder.Array(0);
        return encoder._buffer.WrittenSpan.ToArray();
    }

    public static byte[] Witness(bool compact, IEnumerable<KeyValuePair<uint, Fr>> values)
    {
        AcirEncoder encoder = new(compact);
        encoder.Marker();
        encoder.Struct("stack");
        encoder.Field("stack");
        encoder.Array(1);
        encoder.Struct("index", "witness");
        encoder.Field("index");
        encoder.Number(0);
        encoder.Field("witness");
        MessagePackWriter writer = new(encoder._buffer);
        KeyValuePair<uint, Fr>[] entries = [.. values];
        writer.WriteMapHeader(entries.Length);
        writer.Flush();
        foreach ((uint index, Fr value) in entries)
        {
            encoder.Number(index);
            encoder.Element(value);
        }

        return encoder._buffer.WrittenSpan.ToArray();
    }

    private void Function(AcirOpcode[] opcodes, uint[] publicParameters, uint[] returnValues)
    {
        Struct("function_name", "opcodes", "private_parameters", "public_parameters", "return_values", "assert_messages");
        Field("function_name");
        Text("main");
        Field("opcodes");
        Array(opcodes.Length);
        foreach (AcirOpcode opcode in opcodes)
        {
            Opcode(opcode);
        }

        Field("private_parameters");
        Indices([999]);
        Field("public_parameters");
        Indices(publicParameters);
        Field("return_values");
        Indices(returnValues);
        Field("assert_messages");
        Array(0);
    }

    private void Opcode(AcirOpcode opcode)
    {
        switch (opcode)
        {
            case AssertZeroOpcode assertZero:
                Variant("AssertZero");
                Expression(assertZero.Expression);
                break;
            case MemoryInitOpcode init:
                Variant("MemoryInit");
                Struct("block_id", "init", "block_type");
                Field("block_id");
                Number(init.BlockId);
                Field("init");
                Indices(init.Values);
                Field("block_type");
                if (init.Kind == MemoryBlockKind.CallData)
                {
                    Variant("CallData");
                    Number(init.CallDataId);
                }
                else
                {
                    Text(init.Kind.ToString());
                }

                break;
            case MemoryAccessOpcode access:
                Variant("MemoryOp");
                Struct("block_id", "op");
                Field("block_id");
                Number(access.BlockId);
                Field("op");
                Struct("operation", "index", "value");
                Field("operation");
                Boolean(access.IsWrite);
                Field("index");
                Number(access.Index);
                Field("value");
                Number(access.Value);
                break;
            case CallOpcode call:
                Variant("Call");
                Struct("id", "inputs", "outputs", "predicate");
                Field("id");
                Number(call.FunctionId);
                Field("inputs");
                Indices(call.Inputs);
                Field("outputs");
                Indices(call.Outputs);
                Field("predicate");
                Nil();
                break;
            case BrilligCallOpcode brillig:
                BrilligCall(brillig);
                break;
            default:
                Variant("BlackBoxFuncCall");
                Variant(opcode.Name);
                BlackBox(opcode);
                break;
        }
    }

    /// <summary>A call that names witnesses 1 to 5 in every kind of operand.</summary>
    private void BrilligCall(BrilligCallOpcode brillig)
    {
        AcirExpression expression = new([new(Fr.One, 1, 2)], [new(Fr.One, 3)], Fr.One);
        Variant("BrilligCall");
        Struct("id", "inputs", "outputs", "predicate");
        Field("id");
        Number(brillig.FunctionId);
        Field("inputs");
        Array(3);
        Variant("Single");
        Expression(expression);
        Variant("Array");
        Array(2);
        Expression(expression);
        Expression(expression);
        Variant("MemoryArray");
        Number(0);
        Field("outputs");
        Array(2);
        Variant("Simple");
        Number(4);
        Variant("Array");
        Indices([5]);
        Field("predicate");
        Expression(expression);
    }

    private void BlackBox(AcirOpcode opcode)
    {
        switch (opcode)
        {
            case RangeOpcode range:
                Fields(("input", range.Input), ("num_bits", range.BitCount));
                break;
            case LogicOpcode logic:
                Fields(("lhs", logic.Left), ("rhs", logic.Right), ("num_bits", logic.BitCount), ("output", logic.Output));
                break;
            case Poseidon2PermutationOpcode poseidon2:
                Fields(("inputs", poseidon2.Inputs), ("outputs", poseidon2.Outputs));
                break;
            case Keccakf1600Opcode keccak:
                Fields(("inputs", keccak.Inputs), ("outputs", keccak.Outputs));
                break;
            case Blake2sOpcode blake2s:
                Fields(("inputs", blake2s.Inputs), ("outputs", blake2s.Outputs));
                break;
            case Blake3Opcode blake3:
                Fields(("inputs", blake3.Inputs), ("outputs", blake3.Outputs));
                break;
            case Sha256CompressionOpcode sha256:
                Fields(("inputs", sha256.Inputs), ("hash_values", sha256.HashValues), ("outputs", sha256.Outputs));
                break;
            case Aes128EncryptOpcode aes:
                Fields(("inputs", aes.Inputs), ("iv", aes.InitializationVector), ("key", aes.Key), ("outputs", aes.Outputs));
                break;
            case EcdsaOpcode ecdsa:
                Fields(
                    ("public_key_x", ecdsa.PublicKeyX), ("public_key_y", ecdsa.PublicKeyY), ("signature", ecdsa.Signature),
                    ("hashed_message", ecdsa.HashedMessage), ("predicate", ecdsa.Predicate), ("output", ecdsa.Output));
                break;
            case MultiScalarMulOpcode msm:
                Fields(("points", msm.Points), ("scalars", msm.Scalars), ("predicate", msm.Predicate), ("outputs", msm.Outputs));
                break;
            case EmbeddedCurveAddOpcode add:
                Fields(("input1", add.Input1), ("input2", add.Input2), ("predicate", add.Predicate), ("outputs", add.Outputs));
                break;
            case RecursiveAggregationOpcode recursion:
                Fields(
                    ("verification_key", recursion.VerificationKey), ("proof", recursion.Proof),
                    ("public_inputs", recursion.PublicInputs), ("key_hash", recursion.KeyHash),
                    ("proof_type", recursion.ProofType), ("predicate", recursion.Predicate));
                break;
            default:
                Fields(("anything", 1u));
                break;
        }
    }

    private void Fields(params (string Name, object Value)[] fields)
    {
        Struct([.. fields.Select(field => field.Name)]);
        foreach ((string name, object value) in fields)
        {
            Field(name);
            switch (value)
            {
                case uint number:
                    Number(number);
                    break;
                case uint[] indices:
                    Indices(indices);
                    break;
                case WitnessOrConstant input:
                    Input(input);
                    break;
                default:
                    WitnessOrConstant[] inputs = (WitnessOrConstant[])value;
                    Array(inputs.Length);
                    foreach (WitnessOrConstant each in inputs)
                    {
                        Input(each);
                    }

                    break;
            }
        }
    }

    private void Expression(AcirExpression expression)
    {
        Struct("mul_terms", "linear_combinations", "q_c");
        Field("mul_terms");
        Array(expression.MultiplicationTerms.Length);
        foreach (MultiplicationTerm term in expression.MultiplicationTerms)
        {
            Array(3);
            Element(term.Coefficient);
            Number(term.Left);
            Number(term.Right);
        }

        Field("linear_combinations");
        Array(expression.LinearTerms.Length);
        foreach (LinearTerm term in expression.LinearTerms)
        {
            Array(2);
            Element(term.Coefficient);
            Number(term.Witness);
        }

        Field("q_c");
        Element(expression.Constant);
    }

    private void Input(WitnessOrConstant input)
    {
        Variant(input.IsConstant ? "Constant" : "Witness");
        if (input.IsConstant)
        {
            Element(input.Constant);
        }
        else
        {
            Number(input.Witness);
        }
    }

    private void Indices(uint[] indices)
    {
        Array(indices.Length);
        foreach (uint index in indices)
        {
            Number(index);
        }
    }

    private void Marker() => _buffer.Write([compact ? (byte)3 : (byte)2]);

    private void Struct(params string[] fields)
    {
        MessagePackWriter writer = new(_buffer);
        if (compact)
        {
            writer.WriteArrayHeader(fields.Length);
        }
        else
        {
            writer.WriteMapHeader(fields.Length);
        }

        writer.Flush();
    }

    private void Field(string name)
    {
        if (!compact)
        {
            Text(name);
        }
    }

    private void Variant(string name)
    {
        MessagePackWriter writer = new(_buffer);
        writer.WriteMapHeader(1);
        writer.Write(name);
        writer.Flush();
    }

    private void Array(int count)
    {
        MessagePackWriter writer = new(_buffer);
        writer.WriteArrayHeader(count);
        writer.Flush();
    }

    private void Text(string text)
    {
        MessagePackWriter writer = new(_buffer);
        writer.Write(text);
        writer.Flush();
    }

    private void Number(uint number)
    {
        MessagePackWriter writer = new(_buffer);
        writer.Write(number);
        writer.Flush();
    }

    private void Boolean(bool value)
    {
        MessagePackWriter writer = new(_buffer);
        writer.Write(value);
        writer.Flush();
    }

    private void Nil()
    {
        MessagePackWriter writer = new(_buffer);
        writer.WriteNil();
        writer.Flush();
    }

    private void Element(Fr value)
    {
        byte[] bytes = new byte[Fr.EncodedBytes];
        value.WriteBigEndian(bytes);
        MessagePackWriter writer = new(_buffer);
        writer.Write(bytes);
        writer.Flush();
    }
}
