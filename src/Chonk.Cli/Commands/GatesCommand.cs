using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Ivc.Inputs;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk gates</c>: the number of gates of a program or of every circuit of a flow, in the reference prover's JSON.</summary>
internal static class GatesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string> bytecode = CommonOptions.Bytecode(required: false);
        Option<string> flow = CommonOptions.Flow(required: false);
        Option<bool> verbose = new("--verbose", "-v") { Description = "Print the rows of each block of the trace to stderr." };
        Command command = new("gates", "Counts the gates of a program (-b) or of every circuit of a flow (--ivc_inputs_path).")
        {
            CommonOptions.Scheme(), bytecode, flow, verbose,
        };
        command.SetAction(parsed => Run(parsed.GetValue(bytecode), parsed.GetValue(flow), parsed.GetValue(verbose)));
        return command;
    }

    private static void Run(string? bytecodePath, string? flowPath, bool verbose)
    {
        List<string> entries = [];
        if (bytecodePath is not null && flowPath is null)
        {
            entries.Add(Count(ProgramFile.Read(bytecodePath).Main, Path.GetFileNameWithoutExtension(bytecodePath), null, verbose));
        }
        else if (flowPath is not null && bytecodePath is null)
        {
            foreach (FlowCircuit circuit in FlowFile.Read(flowPath).Circuits)
            {
                entries.Add(Count(circuit.ReadProgram().Main, circuit.Name, circuit.Name, verbose));
            }
        }
        else
        {
            throw new CommandException("gates takes either a program (-b) or a flow (--ivc_inputs_path)");
        }

        Console.Out.WriteLine($"{{\"functions\": [\n{string.Join(",\n", entries)}\n]}}");
    }

    private static string Count(AcirFunction function, string circuitName, string? printedName, bool verbose)
    {
        using MegaCircuitBuilder builder = AcirCircuit.BuildWithoutWitness(function, circuitName);
        builder.FinalizeCircuit();
        if (verbose)
        {
            foreach (MegaBlockKind kind in Enum.GetValues<MegaBlockKind>())
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{circuitName}: {kind,-22} {builder.Block(kind).RowCount}"));
            }
        }

        StringBuilder text = new("  {\n");
        if (printedName is not null)
        {
            text.Append("        \"name\": ").Append(JsonSerializer.Serialize(printedName)).Append(",\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"        \"acir_opcodes\": {function.Opcodes.Count},\n")
            .Append(CultureInfo.InvariantCulture, $"        \"circuit_size\": {builder.GateCount}\n  }}")
            .ToString();
    }
}
