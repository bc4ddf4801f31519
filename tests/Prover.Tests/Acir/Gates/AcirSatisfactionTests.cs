using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>A circuit accepts a witness exactly if the program does.</summary>
public sealed class AcirSatisfactionTests
{
    private const int AlterationsPerProgram = 6;
    private const int LargestLogSize = 13;

    [Theory]
    [MemberData(nameof(VectorPrograms.Basic), MemberType = typeof(VectorPrograms))]
    public void Circuit_HonestAndAlteredWitnesses_AgreesWithTheProgram(string name)
    {
        VectorProgram vector = VectorPrograms.Get(name);
        AcirFunction main = AcirReader.ReadProgram(VectorProgram.Gunzip(vector.Bytecode)).Main;
        using NativeBuffer<Fr> witness = AcirReader.ReadWitness(VectorProgram.Gunzip(vector.Witness), main.WitnessCount);
        if (vector.LogSize <= LargestLogSize)
        {
            Assert.True(AcirSemantics.IsSatisfied(main, witness.Span));
            AssertAgreement(main, witness.Span, name);
        }

        Random random = new(name.Length);
        for (int i = 0; i < AlterationsPerProgram; i++)
        {
            ref Fr value = ref witness.Span[random.Next(witness.Length)];
            Fr original = value;
            value = (i % 3) switch
            {
                0 => original + Fr.One,
                1 => Fr.FromUInt64((ulong)random.Next(4)),
                _ => -Fr.FromUInt64((ulong)random.NextInt64()),
            };
            AssertAgreement(main, witness.Span, name);
            value = original;
        }
    }

    private static void AssertAgreement(AcirFunction main, ReadOnlySpan<Fr> witness, string name)
    {
        bool expected = AcirSemantics.IsSatisfied(main, witness);
        using MegaCircuitBuilder circuit = AcirCircuit.Build(main, witness, name);
        string? violation = CircuitSatisfaction.FindViolation(circuit);
        Assert.True(expected == violation is null, $"{name}: the program {(expected ? "accepts" : "refuses")}, the circuit says: {violation}");
    }
}
