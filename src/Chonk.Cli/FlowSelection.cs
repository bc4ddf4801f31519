using System.Globalization;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Ivc.Inputs;

namespace Chonk.Cli;

/// <summary>The circuits of one or more flow files that a command works on, in order. All of them can be made into circuits.</summary>
/// <remarks>
/// Every program is unpacked here and again when it is its turn. That costs about one percent of proving; keeping the programs in between would
/// cost the memory of all at once.
/// </remarks>
internal sealed class FlowSelection
{
    private FlowSelection(List<FlowCircuit> circuits, List<FlowCircuit> leftOut)
    {
        Circuits = circuits;
        LeftOut = leftOut;
    }

    /// <summary>The circuits, at least one; <see cref="FlowCircuit.Index"/> is the place in the file, kernels counted.</summary>
    public IReadOnlyList<FlowCircuit> Circuits { get; }

    /// <summary>The kernels that were left out.</summary>
    public IReadOnlyList<FlowCircuit> LeftOut { get; }

    /// <summary>Reads the files, one after the other, and refuses what can be refused before the first circuit is built.</summary>
    /// <param name="paths">The flow files.</param>
    /// <param name="appsOnly">Whether kernels (<see cref="AcirFunction.IsKernel"/>) are left out.</param>
    /// <exception cref="FlowFormatException">A file is no flow, or a program in it is none.</exception>
    /// <exception cref="AcirCircuitException">No circuit can be made of a program.</exception>
    public static FlowSelection Read(IReadOnlyList<string> paths, bool appsOnly)
    {
        List<FlowCircuit> circuits = [];
        List<FlowCircuit> leftOut = [];
        foreach (FlowCircuit circuit in paths.SelectMany(static path => FlowFile.Read(path).Circuits))
        {
            AcirFunction main = circuit.ReadProgram().Main;
            if (appsOnly && main.IsKernel)
            {
                leftOut.Add(circuit);
                continue;
            }

            AcirCircuit.Validate(main, circuit.Name);
            circuits.Add(circuit);
        }

        return circuits.Count > 0
            ? new FlowSelection(circuits, leftOut)
            : throw new CommandException($"{string.Join(", ", paths)}: nothing but kernels");
    }

    /// <summary>Says in one line which circuits were left out, if any.</summary>
    public void Announce(TextWriter text)
    {
        if (LeftOut.Count > 0)
        {
            IEnumerable<string> names = LeftOut.Select(
                static circuit => string.Create(CultureInfo.InvariantCulture, $"{circuit.Name} (circuit {circuit.Index})"));
            text.WriteLine($"kernels left out: {string.Join(", ", names)}");
        }
    }
}
