using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>Programs with one function each: the solved witness satisfies the circuit, and a flipped output of the function does not.</summary>
public sealed class FunctionSatisfactionTests
{
    [Theory]
    [InlineData("aes128_short")]
    [InlineData("sha256_one")]
    [InlineData("blake2s_32")]
    [InlineData("blake3_32")]
    [InlineData("keccak_one")]
    [InlineData("curve_add")]
    [InlineData("curve_add_predicate")]
    [InlineData("msm_2")]
    [InlineData("msm_infinity")]
    [InlineData("pedersen_hash")]
    [InlineData("ecdsa_r1")]
    [InlineData("ecdsa_r1_result")]
    [InlineData("ecdsa_k1")]
    [InlineData("ecdsa_k1_result")]
    public void Circuit_HonestAndFlippedOutputs_AcceptsAndRefuses(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
        using (MegaCircuitBuilder honest = AcirCircuit.Build(main, witness.Span, name))
        {
            Assert.Null(CircuitSatisfaction.FindViolation(honest));
        }

        uint[] outputs = main.Opcodes.Select(OutputsOf).First(static found => found.Length > 0);
        foreach (uint output in new[] { outputs[0], outputs[^1] })
        {
            Fr original = witness.Span[(int)output];
            witness.Span[(int)output] = original + Fr.One;
            using (MegaCircuitBuilder flipped = AcirCircuit.Build(main, witness.Span, name))
            {
                Assert.NotNull(CircuitSatisfaction.FindViolation(flipped));
            }

            witness.Span[(int)output] = original;
        }
    }

    /// <summary>The program's condition is false, so the multiplication asserts nothing.</summary>
    [Fact]
    public void Circuit_FlippedOutputOfADisabledFunction_Accepts()
    {
        VectorProgram vector = VectorPrograms.Get("msm_predicate");
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
        MultiScalarMulOpcode opcode = main.Opcodes.OfType<MultiScalarMulOpcode>().Single();
        Assert.True(witness.Span[(int)opcode.Predicate.Witness].IsZero);
        witness.Span[(int)opcode.Outputs[0]] += Fr.One;
        using MegaCircuitBuilder flipped = AcirCircuit.Build(main, witness.Span, "msm_predicate");
        Assert.Null(CircuitSatisfaction.FindViolation(flipped));
    }

    /// <summary>Inputs of a disabled function are not asked to be points or scalars; those of an enabled one are.</summary>
    [Theory]
    [InlineData("msm_predicate", true)]
    [InlineData("msm_2", false)]
    public void Circuit_InputsThatAreNoPointsOrScalars_AreAcceptedByADisabledFunctionOnly(string name, bool accepted)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        MultiScalarMulOpcode opcode = main.Opcodes.OfType<MultiScalarMulOpcode>().Single();
        foreach (uint input in new[] { opcode.Points[0].Witness, opcode.Scalars[0].Witness, opcode.Scalars[1].Witness })
        {
            using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
            witness.Span[(int)input] = -Fr.One;
            using MegaCircuitBuilder changed = AcirCircuit.Build(main, witness.Span, name);
            Assert.Equal(accepted, CircuitSatisfaction.FindViolation(changed) is null);
        }
    }

    /// <summary>A bit of the digest, the signature or the key that the solved verdict does not go with.</summary>
    [Theory]
    [InlineData("ecdsa_r1")]
    [InlineData("ecdsa_k1")]
    public void Circuit_FlippedInputOfASignature_Refuses(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        EcdsaOpcode opcode = main.Opcodes.OfType<EcdsaOpcode>().Single();
        foreach (WitnessOrConstant input in new[] { opcode.HashedMessage[31], opcode.Signature[5], opcode.Signature[63], opcode.PublicKeyX[0], opcode.PublicKeyY[31] })
        {
            using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
            ulong value = witness.Span[(int)input.Witness].ToInteger().L0;
            witness.Span[(int)input.Witness] = Fr.FromUInt64(value ^ 1);
            using MegaCircuitBuilder flipped = AcirCircuit.Build(main, witness.Span, name);
            Assert.NotNull(CircuitSatisfaction.FindRelationViolation(flipped));
        }
    }

    /// <summary>With the predicate 0 any bytes will do, and with 1 they will not.</summary>
    [Theory]
    [InlineData("ecdsa_r1_predicate")]
    [InlineData("ecdsa_k1_predicate")]
    public void Circuit_BytesThatAreNoSignature_AreAcceptedWhereDisabledOnly(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        EcdsaOpcode opcode = main.Opcodes.OfType<EcdsaOpcode>().Single();
        foreach (bool isEnabled in new[] { false, true })
        {
            using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
            witness.Span[(int)opcode.Predicate.Witness] = isEnabled ? Fr.One : Fr.Zero;
            foreach (WitnessOrConstant input in opcode.PublicKeyX)
            {
                witness.Span[(int)input.Witness] = Fr.FromUInt64(255);
            }

            using MegaCircuitBuilder changed = AcirCircuit.Build(main, witness.Span, name);
            Assert.Equal(!isEnabled, CircuitSatisfaction.FindViolation(changed) is null);
        }
    }

    private static uint[] OutputsOf(AcirOpcode opcode) => opcode switch
    {
        Aes128EncryptOpcode aes => aes.Outputs,
        Sha256CompressionOpcode sha256 => sha256.Outputs,
        Blake2sOpcode blake2s => blake2s.Outputs,
        Blake3Opcode blake3 => blake3.Outputs,
        Keccakf1600Opcode keccak => keccak.Outputs,
        EcdsaOpcode ecdsa => [ecdsa.Output],
        EmbeddedCurveAddOpcode addition => addition.Outputs,
        MultiScalarMulOpcode multiplication => multiplication.Outputs,
        _ => [],
    };
}
