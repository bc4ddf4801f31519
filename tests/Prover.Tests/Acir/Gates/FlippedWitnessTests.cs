using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>
/// What <c>chonk check</c> does (build, then test every relation on every row), on programs cut down to the opcodes of one kind, so that
/// nothing but that kind can notice: the solver's witness passes, and one with a single other value does not.
/// </summary>
public sealed class FlippedWitnessTests
{
    private const int LargestLogSizeOfFullCheck = 14;

    /// <summary>A kind of opcode and a program that has it.</summary>
    public static TheoryData<string, string> Kinds => new()
    {
        { "AssertZero", "assert_mul_linear_5" },
        { "AssertZero", "assert_linear_12" },
        { "RANGE", "range_1" },
        { "RANGE", "range_14" },
        { "RANGE", "range_253" },
        { "AND", "and_u32" },
        { "XOR", "xor_u8" },
        { "XOR", "xor_u128" },
        { "Poseidon2Permutation", "poseidon2_two" },
        { "Sha256Compression", "sha256_one" },
        { "Keccakf1600", "keccak_one" },
        { "AES128Encrypt", "aes128_one" },
        { "Blake2s", "blake2s_32" },
        { "Blake3", "blake3_32" },
        { "MultiScalarMul", "msm_2" },
        { "EmbeddedCurveAdd", "curve_add" },
        { "EcdsaSecp256r1", "ecdsa_r1" },
        { "EcdsaSecp256r1", "ecdsa_r1_result" },
        { "EcdsaSecp256k1", "ecdsa_k1" },
        { "EcdsaSecp256k1", "ecdsa_k1_result" },
        { "MemoryOp", "rom_reads" },
        { "MemoryOp", "ram_many" },
        { "MemoryOp", "call_data_dynamic" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_OneOtherValue_IsFoundByTheOpcodeItself(string kind, string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = Only(kind, AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main);
        if (!IsSupported(main, kind))
        {
            return;
        }

        using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
        Assert.Null(FindViolation(main, witness.Span));
        (string What, uint Witness, Fr Value)[] flips = [.. main.Opcodes.SelectMany(opcode => FlipsOf(opcode, witness)).DistinctBy(flip => (flip.Witness, flip.Value)).Take(8)];
        Assert.NotEmpty(flips);
        foreach ((string what, uint index, Fr value) in flips)
        {
            Fr original = witness.Span[(int)index];
            witness.Span[(int)index] = value;
            Assert.True(FindViolation(main, witness.Span) is not null, $"{kind} of {name}: {what}, witness {index}, passes as another value");
            witness.Span[(int)index] = original;
        }
    }

    /// <summary>Every kind that occurs in a vector program is in the table, or makes no constraint of its own.</summary>
    [Fact]
    public void Kinds_AreAllThatOccur()
    {
        HashSet<string> known = ["MemoryInit", "BrilligCall"];
        foreach (object[] row in Kinds)
        {
            known.Add((string)row[0]);
        }

        HashSet<string> occurring = [];
        foreach (string name in VectorPrograms.All)
        {
            occurring.UnionWith(VectorPrograms.Get(name).Opcodes.Keys);
        }

        Assert.Empty(occurring.Except(known));
    }

    /// <summary>Unconstrained code makes witnesses and constrains nothing: what it made may be anything.</summary>
    [Fact]
    public void Check_ResultOfUnconstrainedCode_IsFree()
    {
        VectorProgram vector = VectorPrograms.Get("unconstrained_call");
        AcirFunction main = Only("BrilligCall", AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main);
        Assert.NotEmpty(main.Opcodes);
        using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
        witness.Span[^1] += Fr.One;
        Assert.Null(FindViolation(main, witness.Span));
    }

    private static AcirFunction Only(string kind, AcirFunction main) => new(
        main.Name,
        [.. main.Opcodes.Where(opcode => opcode.Name == kind || (kind == "MemoryOp" && opcode is MemoryInitOpcode))],
        [],
        [],
        [],
        main.WitnessCount);

    /// <summary>A kind that is not supported is refused by name, which is all that can be asked of it.</summary>
    private static bool IsSupported(AcirFunction main, string kind)
    {
        AcirCircuitException? refusal = Record.Exception(() => AcirCircuit.Validate(main, kind)) as AcirCircuitException;
        Assert.True(refusal is null || refusal.Message == $"{kind}: opcode 0 ({kind}): this opcode is not supported", refusal?.Message);
        return refusal is null;
    }

    private static string? FindViolation(AcirFunction main, ReadOnlySpan<Fr> witness)
    {
        using MegaCircuitBuilder circuit = AcirCircuit.Build(main, witness, main.Name);
        circuit.FinalizeCircuit();
        return circuit.Failure ?? (new MegaTraceLayout(circuit).LogSize <= LargestLogSizeOfFullCheck
            ? CircuitSatisfaction.FindViolation(circuit)
            : null);
    }

    /// <summary>Other values of an opcode's outputs and inputs, each of which makes its statement false.</summary>
    private static IEnumerable<(string What, uint Witness, Fr Value)> FlipsOf(AcirOpcode opcode, NativeBuffer<Fr> witness)
    {
        return opcode switch
        {
            AssertZeroOpcode assertZero => [.. assertZero.Expression.LinearTerms.Take(3).Select(term => More("term", term.Witness))],
            RangeOpcode range => [("bound", range.Input.Witness, PowerOfTwo(range.BitCount)), ("negative", range.Input.Witness, -Fr.One)],
            LogicOpcode { IsXor: true } logic => [More("output", logic.Output), More("left", logic.Left.Witness)],
            LogicOpcode logic => [More("output", logic.Output), ("left", logic.Left.Witness, PowerOfTwo(logic.BitCount))],
            Poseidon2PermutationOpcode poseidon2 => Ends(poseidon2.Outputs, poseidon2.Inputs),
            Sha256CompressionOpcode sha256 => Ends(sha256.Outputs, sha256.HashValues, sha256.Inputs),
            Keccakf1600Opcode keccak => Ends(keccak.Outputs, keccak.Inputs),
            Aes128EncryptOpcode aes => Ends(aes.Outputs, aes.Inputs, aes.Key, aes.InitializationVector),
            Blake2sOpcode blake2s => Ends(blake2s.Outputs, blake2s.Inputs),
            Blake3Opcode blake3 => Ends(blake3.Outputs, blake3.Inputs),
            MultiScalarMulOpcode msm => Ends(msm.Outputs, msm.Points[..2], [msm.Scalars[0]]),
            EmbeddedCurveAddOpcode addition => Ends(addition.Outputs, addition.Input1, addition.Input2),
            EcdsaOpcode ecdsa =>
            [
                ("verdict", ecdsa.Output, Fr.One - witness.Span[(int)ecdsa.Output]),

                // Of a signature that is refused anyway, other inputs are refused too.
                .. witness.Span[(int)ecdsa.Output].IsOne ? Ends([], ecdsa.HashedMessage, ecdsa.Signature, ecdsa.PublicKeyX) : [],
            ],
            MemoryAccessOpcode access => [More("value", access.Value), ("index", access.Index, -Fr.One)],
            _ => [],
        };

        (string What, uint Witness, Fr Value) More(string what, uint index) => (what, index, witness.Span[(int)index] + Fr.One);

        (string What, uint Witness, Fr Value)[] Ends(uint[] outputs, params WitnessOrConstant[][] inputs) =>
        [
            .. outputs.Take(1).Concat(outputs.TakeLast(1)).Select(output => More("output", output)),
            .. inputs.Select(list => list[^1]).Where(input => !input.IsConstant).Select(input => More("input", input.Witness)),
        ];
    }

    private static Fr PowerOfTwo(uint exponent)
    {
        Fr power = Fr.One;
        for (uint i = 0; i < exponent; i++)
        {
            power += power;
        }

        return power;
    }
}
