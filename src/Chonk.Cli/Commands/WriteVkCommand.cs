using System.CommandLine;
using System.Globalization;
using Chonk.Cli.Output;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Commitments;
using Chonk.Prover.Ivc.Inputs;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk write_vk</c>: the verification key of a program, or of one circuit of a flow, as the 5,216 bytes of the reference prover.</summary>
internal static class WriteVkCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string> bytecode = CommonOptions.Bytecode(required: false);
        Option<string> flow = CommonOptions.Flow(required: false);
        Option<string> circuit = new("--circuit")
        {
            Description = "With --ivc_inputs_path: the circuit's functionName, or its place in the flow from 0.",
        };
        Option<string> output = CommonOptions.Output();
        Option<string?> srs = CommonOptions.Srs();
        Command command = new("write_vk", "Writes the verification key of a program (-b), or of a circuit of a flow, to DIR/vk.")
        {
            CommonOptions.Scheme(), bytecode, flow, circuit, output, srs,
        };
        command.SetAction(parsed =>
        {
            OutputFiles files = new();
            string folder = parsed.GetValue(output)!;
            files.AddFolder(output.Name, folder, "vk");
            (AcirFunction function, string name) = Select(parsed.GetValue(bytecode), parsed.GetValue(flow), parsed.GetValue(circuit));
            byte[] key = KeyOf(function, name, parsed.GetValue(srs)).ToBytes();
            files.WriteAll(() => files.Write(Path.Combine(folder, "vk"), key));
        });
        return command;
    }

    private static (AcirFunction Function, string Name) Select(string? bytecodePath, string? flowPath, string? circuitName)
    {
        if (bytecodePath is not null && flowPath is null && circuitName is null)
        {
            return (ProgramFile.Read(bytecodePath).Main, Path.GetFileNameWithoutExtension(bytecodePath));
        }

        if (bytecodePath is not null || flowPath is null || circuitName is null)
        {
            throw new CommandException("write_vk takes either a program (-b) or a flow and one of its circuits (--ivc_inputs_path, --circuit)");
        }

        FlowFile flow = FlowFile.Read(flowPath);
        FlowCircuit circuit = flow.Circuits.FirstOrDefault(
            c => c.Name == circuitName || c.Index.ToString(CultureInfo.InvariantCulture) == circuitName)
            ?? throw new CommandException($"{flowPath}: there is no circuit '{circuitName}' in it");
        return (circuit.ReadProgram().Main, circuit.Name);
    }

    private static VerificationKey KeyOf(AcirFunction function, string name, string? srsDirectory)
    {
        using MegaCircuitBuilder builder = AcirCircuit.BuildWithoutWitness(function, name);
        builder.FinalizeCircuit();
        using MegaInstance instance = MegaInstance.Create(builder);
        using Srs srs = SrsSource.Open(srsDirectory, instance.CircuitSize);
        return VerificationKey.Create(instance, new CommitmentKey(srs));
    }
}
