using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>Whether a circuit's columns satisfy every relation on every row, for challenges of the test's own.</summary>
internal static class CircuitSatisfaction
{
    public static string? FindViolation(MegaCircuitBuilder circuit) => circuit.Failure ?? FindRelationViolation(circuit)?.ToString();

    /// <summary>The same from the columns alone, whatever the building noticed.</summary>
    public static RelationViolation? FindRelationViolation(MegaCircuitBuilder circuit)
    {
        using MegaInstance instance = MegaInstance.Create(circuit);
        Fr eta = Fr.FromUInt64(0x1234567);
        Fr beta = Fr.ParseHex("0x1b2c3d4e5f60718293a4b5c6d7e8f90011223344556677889900aabbccddeeff");
        Fr gamma = beta * beta + eta;
        MemoryRecords.AddTo(instance, eta);
        LogDerivativeInverses.Compute(instance, beta, gamma);
        PermutationGrandProduct.Compute(instance, beta, gamma);
        Fr delta = PublicInputDelta.Compute([.. instance.PublicInputs], instance.PublicInputOffset, beta, gamma);
        Polynomial[] columns = [.. Enumerable.Range(0, MegaColumns.Count).Select(i => instance[(MegaColumn)i])];
        return RelationChecker.FindFirstViolation(columns, RelationParameters.Create(eta, beta, gamma, delta));
    }
}
