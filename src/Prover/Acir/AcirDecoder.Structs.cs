using System.Text;
using MessagePack;

namespace Chonk.Prover.Acir;

/// <content>Structs in either encoding: the caller switches over field numbers, whatever order they come in.</content>
internal ref partial struct AcirDecoder
{
    private static readonly StructShape FunctionFields = new(
        "function", 5, ["function_name", "opcodes", "private_parameters", "public_parameters", "return_values", "assert_messages"]);

    private static readonly StructShape ExpressionFields = new("expression", 3, ["mul_terms", "linear_combinations", "q_c"]);

    private static readonly StructShape MemoryInitFields = new("MemoryInit", 3, ["block_id", "init", "block_type"]);

    private static readonly StructShape MemoryOpFields = new("MemoryOp", 2, ["block_id", "op"]);

    private static readonly StructShape MemoryAccessFields = new("memory access", 3, ["operation", "index", "value"]);

    private static readonly StructShape BrilligCallFields = new("BrilligCall", 4, ["id", "inputs", "outputs", "predicate"]);

    private static readonly StructShape CallFields = new("Call", 4, ["id", "inputs", "outputs", "predicate"]);

    private static readonly StructShape LogicFields = new("logic function", 4, ["lhs", "rhs", "num_bits", "output"]);

    private static readonly StructShape RangeFields = new("RANGE", 2, ["input", "num_bits"]);

    private static readonly StructShape Aes128EncryptFields = new("AES128Encrypt", 4, ["inputs", "iv", "key", "outputs"]);

    private static readonly StructShape InputsOutputsFields = new("black box function", 2, ["inputs", "outputs"]);

    private static readonly StructShape Sha256CompressionFields = new("Sha256Compression", 3, ["inputs", "hash_values", "outputs"]);

    private static readonly StructShape EcdsaFields = new(
        "ECDSA verification", 6, ["public_key_x", "public_key_y", "signature", "hashed_message", "predicate", "output"]);

    private static readonly StructShape MultiScalarMulFields = new("MultiScalarMul", 4, ["points", "scalars", "predicate", "outputs"]);

    private static readonly StructShape EmbeddedCurveAddFields = new("EmbeddedCurveAdd", 4, ["input1", "input2", "predicate", "outputs"]);

    private static readonly StructShape RecursiveAggregationFields = new(
        "RecursiveAggregation", 6, ["verification_key", "proof", "public_inputs", "key_hash", "proof_type", "predicate"]);

    /// <summary>The variants' names with their bytes, the frequent ones first.</summary>
    private static readonly (byte[] Utf8, string Text)[] KnownVariants = [.. new[]
    {
        "Witness", "AssertZero", "BlackBoxFuncCall", "RANGE", "BrilligCall", "Single", "Simple", "MemoryOp", "Array", "Constant",
        "Poseidon2Permutation", "XOR", "AND", "MemoryInit", "Memory", "MemoryArray", "ReturnData", "CallData", "Call",
        "Sha256Compression", "Keccakf1600", "EcdsaSecp256r1", "EcdsaSecp256k1", "MultiScalarMul", "EmbeddedCurveAdd", "AES128Encrypt",
        "RecursiveAggregation", "Blake2s", "Blake3",
    }.Select(text => (Encoding.UTF8.GetBytes(text), text))];

    private StructCursor BeginStruct(StructShape shape)
    {
        bool isMap = _reader.NextMessagePackType == MessagePackType.Map;
        return new StructCursor(shape, isMap, isMap ? _reader.ReadMapHeader() : _reader.ReadArrayHeader());
    }

    /// <summary>
    /// Moves to the next field whose value is due. False at the end, when every required field has come exactly once; fields that the
    /// shape does not name are skipped.
    /// </summary>
    private bool NextField(ref StructCursor cursor, out int field)
    {
        while (cursor.Position < cursor.Count)
        {
            field = cursor.Position++;
            if (cursor.IsMap)
            {
                field = cursor.Shape.IndexOf(ReadText());
            }

            if ((uint)field >= (uint)cursor.Shape.Names.Length)
            {
                SkipValue();
                continue;
            }

            if ((cursor.Seen & (1u << field)) != 0)
            {
                throw Error($"{cursor.Shape.Name}: field {cursor.Shape.Names[field]} comes twice");
            }

            cursor.Seen |= 1u << field;
            return true;
        }

        field = -1;
        for (int required = 0; required < cursor.Shape.RequiredCount; required++)
        {
            if ((cursor.Seen & (1u << required)) == 0)
            {
                throw Error($"{cursor.Shape.Name}: field {cursor.Shape.Names[required]} is missing");
            }
        }

        return false;
    }

    /// <summary>A struct's fields in their order; the first <paramref name="requiredCount"/> must be present.</summary>
    private sealed class StructShape(string name, int requiredCount, string[] names)
    {
        public string Name { get; } = name;

        public int RequiredCount { get; } = requiredCount;

        public string[] Names { get; } = names;

        public int IndexOf(string field) => Array.IndexOf(Names, field);
    }

    /// <summary>Where in a struct reading stands.</summary>
    private struct StructCursor(StructShape shape, bool isMap, int count)
    {
        public readonly StructShape Shape = shape;
        public readonly bool IsMap = isMap;
        public readonly int Count = count;
        public int Position;
        public uint Seen;
    }
}
