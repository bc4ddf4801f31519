using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Bytes;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.Hashes;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.NonNativeGroups;

namespace Chonk.Prover.Acir.Gates;

/// <summary>The functions that have circuits of their own: which opcode is which circuit, in the order in which kinds become gates.</summary>
internal static partial class BlackBoxGates
{
    /// <summary>The place of an opcode's kind in the order of kinds; null if it is none of them.</summary>
    public static int? OrderOf(AcirOpcode opcode) => opcode switch
    {
        Aes128EncryptOpcode => 0,
        Sha256CompressionOpcode => 1,
        EcdsaOpcode ecdsa => ecdsa.IsSecp256r1 ? 3 : 2,
        Blake2sOpcode => 4,
        Blake3Opcode => 5,
        Keccakf1600Opcode => 6,
        Poseidon2PermutationOpcode => 7,
        MultiScalarMulOpcode => 8,
        EmbeddedCurveAddOpcode => 9,
        _ => null,
    };

    /// <summary>Why no circuit can be made of an opcode; null if one can.</summary>
    public static string? ReasonToRefuse(AcirOpcode opcode) => opcode switch
    {
        Aes128EncryptOpcode aes => ReasonToRefuse(aes),
        EcdsaOpcode ecdsa => ReasonToRefuse(ecdsa),
        MultiScalarMulOpcode multiplication => ReasonToRefuse(multiplication),
        EmbeddedCurveAddOpcode addition => ReasonToRefuse(addition),
        Blake3Opcode { Inputs.Length: > Blake3Hash.MaxLengthBytes } => $"more than {Blake3Hash.MaxLengthBytes} bytes",
        _ => null,
    };

    /// <summary>Adds the circuit of an opcode and makes its results equal to the opcode's output witnesses.</summary>
    /// <param name="builder">The circuit.</param>
    /// <param name="opcode">An opcode for which <see cref="OrderOf"/> has an order and nothing is to be refused.</param>
    /// <param name="violation">What is violated if an output is not the function's result.</param>
    public static void Add(MegaCircuitBuilder builder, AcirOpcode opcode, string violation)
    {
        switch (opcode)
        {
            case Aes128EncryptOpcode aes:
                AddAes(builder, aes, violation);
                break;
            case Blake2sOpcode blake2s:
                AssertOutputs(builder, Blake2sHash.Hash(Bytes(builder, blake2s.Inputs)), blake2s.Outputs, violation);
                break;
            case Blake3Opcode blake3:
                AssertOutputs(builder, Blake3Hash.Hash(Bytes(builder, blake3.Inputs)), blake3.Outputs, violation);
                break;
            case Sha256CompressionOpcode sha256:
                CircuitField[] block = Fields(builder, sha256.Inputs);
                AssertOutputs(builder, Sha256Compression.Compress(Fields(builder, sha256.HashValues), block), sha256.Outputs, violation);
                break;
            case EcdsaOpcode { IsSecp256r1: true } ecdsa:
                AddEcdsa<Secp256r1, Secp256r1BaseModulus, Secp256r1ScalarModulus>(builder, ecdsa, violation);
                break;
            case EcdsaOpcode ecdsa:
                AddEcdsa<Secp256k1, Secp256k1BaseModulus, Secp256k1ScalarModulus>(builder, ecdsa, violation);
                break;
            case Keccakf1600Opcode keccak:
                AssertOutputs(builder, KeccakPermutation.Permute(Fields(builder, keccak.Inputs)), keccak.Outputs, violation);
                break;
            case Poseidon2PermutationOpcode poseidon2:
                AddPoseidon2(builder, poseidon2, violation);
                break;
            case MultiScalarMulOpcode multiplication:
                AddMultiplication(builder, multiplication, violation);
                break;
            case EmbeddedCurveAddOpcode addition:
                AddCurveAddition(builder, addition, violation);
                break;
            default:
                throw new ArgumentException("The opcode has no circuit of its own.", nameof(opcode));
        }
    }

    private static void AddPoseidon2(MegaCircuitBuilder builder, Poseidon2PermutationOpcode opcode, string violation)
    {
        Span<uint> state = stackalloc uint[opcode.Inputs.Length];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = Field(builder, opcode.Inputs[i]).ToVariable(builder);
        }

        Poseidon2Circuit.Permute(builder, state);
        for (int i = 0; i < state.Length; i++)
        {
            builder.AssertEqual(state[i], opcode.Outputs[i], violation);
        }
    }

    /// <summary>Inputs as bytes, each constrained to 8 bits.</summary>
    private static CircuitField[] Bytes(MegaCircuitBuilder builder, WitnessOrConstant[] inputs) =>
        Array.ConvertAll(inputs, input => CircuitBytes.FromField(Field(builder, input), 1)[0]);

    private static CircuitField Field(MegaCircuitBuilder builder, in WitnessOrConstant input) =>
        input.IsConstant ? CircuitField.Constant(builder, input.Constant) : new CircuitField(builder, input.Witness);

    private static CircuitField[] Fields(MegaCircuitBuilder builder, WitnessOrConstant[] inputs) =>
        Array.ConvertAll(inputs, input => Field(builder, input));

    private static void AssertOutputs(MegaCircuitBuilder builder, ReadOnlySpan<CircuitField> results, uint[] outputs, string violation) =>
        AssertEqual(results, Array.ConvertAll(outputs, output => new CircuitField(builder, output)), violation);

    private static void AssertEqual(ReadOnlySpan<CircuitField> results, ReadOnlySpan<CircuitField> expected, string violation)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            results[i].AssertEqual(expected[i], violation);
        }
    }
}
