using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Benchmarks.Apps;

/// <summary>How large a circuit is, and what it takes while it is built.</summary>
/// <param name="Name">The circuit's name in the flow.</param>
/// <param name="Gates">Gates as the reference prover counts them.</param>
/// <param name="LogSize">Logarithm of the rows of its trace.</param>
/// <param name="BuilderBytes">Booked for the finished circuit: rows, variables, values.</param>
internal sealed record CircuitSize(string Name, int Gates, int LogSize, long BuilderBytes)
{
    /// <summary>The apps of a flow file, in order.</summary>
    public static List<CircuitSize> OfApps(string flowPath)
    {
        List<CircuitSize> sizes = [];
        foreach (FlowCircuit circuit in FlowFile.Read(flowPath).Circuits)
        {
            AcirFunction main = circuit.ReadProgram().Main;
            if (!main.IsKernel)
            {
                long before = MemoryLedger.Shared.LiveBytes;
                using MegaCircuitBuilder builder = AcirCircuit.BuildWithoutWitness(main, circuit.Name);
                builder.FinalizeCircuit();
                sizes.Add(new CircuitSize(
                    circuit.Name, builder.GateCount, new MegaTraceLayout(builder).LogSize, MemoryLedger.Shared.LiveBytes - before));
            }
        }

        return sizes;
    }
}
