using System.Text.Json;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Arithmetization;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>
/// The proof that a circuit is the reference prover's: its verification key. A key that differs is reported by the columns that do.
/// Commitments are taken with the development SRS's known tau, so nothing but the columns themselves is in question. The table of names and
/// results is printed when the class has run, and stands in <c>app-keys.md</c> beside the test assembly.
/// </summary>
public sealed class AppKeyTests(AppKeyTable table) : IClassFixture<AppKeyTable>
{
    [Theory]
    [MemberData(nameof(VectorPrograms.Basic), MemberType = typeof(VectorPrograms))]
    public void Key_VectorProgram_EqualsTheReferenceProvers(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;

        AssertKey(vector.VerificationKey, AcirCircuit.BuildWithoutWitness(main, name), name);
    }

    [Theory]
    [MemberData(nameof(VectorPrograms.Extended), MemberType = typeof(VectorPrograms))]
    public void Key_ProgramOfFunctions_EqualsTheReferenceProvers(string name) => Key_VectorProgram_EqualsTheReferenceProvers(name);

    [Theory]
    [InlineData("range_many")]
    [InlineData("ram_many")]
    [InlineData("rom_mixed")]
    [InlineData("pair_xor_ram")]
    public void Key_WithWitness_IsTheSame(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);

        AssertKey(vector.VerificationKey, AcirCircuit.Build(main, witness.Span, name), name);
    }

    [SharedTheory]
    [InlineData("mock", 0)]
    [InlineData("ecdsar1+transfer_0_recursions+sponsored_fpc", 1)]
    [InlineData("ecdsar1+storage_proof_lookalike_7_layers+sponsored_fpc", 2)]
    [InlineData("ecdsar1+storage_proof_lookalike_7_layers+sponsored_fpc", 4)]
    public void Key_ReferenceFlow_EqualsTheKeyBesideIt(string flow, int index)
    {
        FlowFile file = FlowFile.Read(Path.Combine(RepositoryRoot.Shared!, "flows", flow, "ivc-inputs.msgpack"));
        FlowCircuit circuit = file.Circuits[index];

        AssertKey(circuit.VerificationKey, AcirCircuit.BuildWithoutWitness(circuit.ReadProgram().Main, circuit.Name), circuit.Name);
    }

    [Fact]
    public void Key_DefaultFlow_EqualsTheKeysBesideIt()
    {
        FlowFile file = FlowFile.Read(Path.Combine(RepositoryRoot.Path, "flows", "four_apps", "ivc-inputs.msgpack"));
        foreach (FlowCircuit circuit in file.Circuits)
        {
            AssertKey(circuit.VerificationKey, AcirCircuit.BuildWithoutWitness(circuit.ReadProgram().Main, circuit.Name), circuit.Name);
        }
    }

    /// <summary>
    /// The contracts' functions as the oracle's script splits them, against the keys that the reference prover made of them: all but the two of
    /// StorageProofLookalike, which come with a flow.
    /// </summary>
    [ContractsFact]
    public void Key_RealContracts_EqualTheReferenceProvers()
    {
        int compared = 0;
        foreach (string file in Directory.EnumerateFiles(ContractsFactAttribute.Folder!, "*.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            using JsonDocument artifact = JsonDocument.Parse(File.ReadAllBytes(file));
            byte[] bytecode = artifact.RootElement.GetProperty("bytecode").GetBytesFromBase64();
            AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(bytecode)).Main;
            string key = Path.Combine(RepositoryRoot.Shared!, "vks", name, "vk");
            if (File.Exists(key))
            {
                AssertKey(File.ReadAllBytes(key), AcirCircuit.BuildWithoutWitness(main, name), name);
                compared++;
            }
        }

        Assert.Equal(25, compared);
    }

    private void AssertKey(ReadOnlyMemory<byte> expectedBytes, MegaCircuitBuilder builder, string name)
    {
        using (builder)
        {
            Assert.True(VerificationKey.TryRead(expectedBytes.Span, out VerificationKey? expected, out string? reason), reason);
            using MegaInstance instance = MegaInstance.Create(builder);
            VerificationKey actual = TrapdoorCommitments.KeyOf(instance);
            string differences = TrapdoorCommitments.Differences(expected!, actual);
            table.Add(name, builder.GateCount, instance.LogCircuitSize, differences);
            Assert.True(differences.Length == 0, $"{name}: {differences}");
            Assert.Equal(expectedBytes.ToArray(), actual.ToBytes());
        }
    }
}
