using System.CommandLine;
using System.Globalization;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Commitments;
using Chonk.Prover.Folding.Oink;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Traces.Inputs;

namespace Chonk.Cli.Commands;

/// <summary>
/// <c>chonk check</c>: whether every witness of a flow satisfies its circuit and every key in it is the circuit's own, without proving.
/// </summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> flows = CommonOptions.Flows();
        Option<bool> appsOnly = CommonOptions.AppsOnly();
        Option<string> policy = new("--vk_policy")
        {
            Description = "check: compare the keys in the flow with the circuits' (default); default: leave the keys alone.",
            DefaultValueFactory = _ => "check",
        };
        policy.AcceptOnlyFromAmong("check", "default");
        Option<string?> srs = CommonOptions.Srs();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("check", "Checks every witness and key of a flow without proving; names the first violated constraint.")
        {
            CommonOptions.Scheme(), flows, appsOnly, policy, srs, verbose,
        };
        command.SetAction(parsed => Run(
            FlowSelection.Read(parsed.GetValue(flows)!, parsed.GetValue(appsOnly)),
            parsed.GetValue(policy) == "check",
            parsed.GetValue(srs),
            parsed.GetValue(verbose)));
        return command;
    }

    private static void Run(FlowSelection flow, bool checksKeys, string? srsDirectory, bool verbose)
    {
        flow.Announce(Console.Out);
        Srs? srs = null;
        try
        {
            foreach (FlowCircuit circuit in flow.Circuits)
            {
                using MegaInstance instance = CheckWitness(circuit);
                if (checksKeys)
                {
                    if (srs is null || srs.PointCount <= instance.CircuitSize)
                    {
                        srs?.Dispose();
                        srs = SrsSource.Open(srsDirectory, instance.CircuitSize);
                    }

                    CheckKey(circuit, instance, srs);
                }

                if (verbose)
                {
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"circuit {circuit.Index} ({circuit.Name}): 2^{instance.LogCircuitSize} rows, satisfied"));
                }
            }
        }
        finally
        {
            srs?.Dispose();
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{flow.Circuits.Count} circuits: every witness satisfies its circuit{(checksKeys ? ", every key is right" : "")}"));
    }

    private static MegaInstance CheckWitness(FlowCircuit circuit)
    {
        AcirFunction function = circuit.ReadProgram().Main;
        using NativeBuffer<Fr> witness = circuit.ReadWitness(function);
        using MegaCircuitBuilder builder = AcirCircuit.Build(function, witness.Span, circuit.Name);
        builder.FinalizeCircuit();
        MegaInstance instance = MegaInstance.Create(builder);
        RelationViolation? violation = InstanceChecker.FindFirstViolation(instance);
        if (violation is null && builder.Failure is null)
        {
            return instance;
        }

        instance.Dispose();
        string where = violation switch
        {
            null => "",
            { Row: { } row } => string.Create(
                CultureInfo.InvariantCulture, $"{violation.Relation} relation violated on row {row}, subrelation {violation.Subrelation}"),
            _ => string.Create(
                CultureInfo.InvariantCulture, $"{violation.Relation} relation violated in its sum over all rows, subrelation {violation.Subrelation}"),
        };
        string opcode = builder.Failure is null ? "" : $"{(where.Length == 0 ? "" : ": ")}{builder.Failure}";
        throw circuit.Error(where + opcode);
    }

    private static void CheckKey(FlowCircuit circuit, MegaInstance instance, Srs srs)
    {
        byte[] computed = VerificationKey.Create(instance, new CommitmentKey(srs)).ToBytes();
        if (!circuit.VerificationKey.Span.SequenceEqual(computed))
        {
            throw circuit.Error(KeyCheck.DifferentKey + " under this SRS");
        }
    }
}
