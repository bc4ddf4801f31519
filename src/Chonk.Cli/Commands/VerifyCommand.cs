using System.CommandLine;
using System.Globalization;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Ivc;
using Chonk.Prover.Transcripts;
using Chonk.Traces.Reading;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk verify</c>: whether a proof of a flow holds.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string> proof = new("--proof_path", "-p") { Description = "The proof; its manifest stands beside it.", Required = true };
        Option<string?> keys = new("--vk_path", "-k")
        {
            Description = "The keys that the circuits must have, one after the other (as prove --write_vk writes them). "
                + "Without it the manifest's keys are taken, and printed: the proof then holds for circuits with those keys.",
        };
        Option<string?> srs = CommonOptions.Srs();
        Command command = new("verify", "Verifies a proof of a flow: exit code 0 means accepted.") { CommonOptions.Scheme(), proof, keys, srs };
        command.SetAction(parsed => Run(parsed.GetValue(proof)!, parsed.GetValue(keys), parsed.GetValue(srs)));
        return command;
    }

    private static void Run(string proofPath, string? keysPath, string? srsDirectory)
    {
        string manifestPath = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(proofPath))!, ChonkManifest.FileName);
        byte[] proofBytes = InputFile.ReadAllBytes(proofPath);
        byte[] manifestBytes = InputFile.ReadAllBytes(manifestPath);
        IReadOnlyList<VerificationKey>? keys = keysPath is null ? null : ReadKeys(keysPath);
        ChonkVerifier verifier = new(SrsSource.OpenTauG2(srsDirectory));

        VerificationResult result = ChonkProof.TryRead(proofBytes, manifestBytes, out ChonkProof? proof);
        result = result.IsAccepted ? verifier.Verify(proof!, keys) : result;
        if (!result.IsAccepted)
        {
            throw new CommandException($"{proofPath}: proof rejected: {result}");
        }

        foreach ((ProvedCircuit circuit, int index) in proof!.Circuits.Select((circuit, index) => (circuit, index)))
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"circuit {index} {circuit.Name}: 2^{circuit.Key.LogCircuitSize} rows, key hash {circuit.Key.Hash}"));
        }

        Console.Out.WriteLine(keys is null ? "proof accepted for these keys" : "proof accepted for the given keys");
    }

    private static List<VerificationKey> ReadKeys(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path);
        if (bytes.Length == 0 || bytes.Length % VerificationKey.LengthBytes != 0)
        {
            throw new CommandException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {bytes.Length} bytes are not a sequence of keys of {VerificationKey.LengthBytes} bytes"));
        }

        List<VerificationKey> keys = [];
        for (int offset = 0; offset < bytes.Length; offset += VerificationKey.LengthBytes)
        {
            if (!VerificationKey.TryRead(bytes.AsSpan(offset, VerificationKey.LengthBytes), out VerificationKey? key, out string? reason))
            {
                throw new CommandException($"{path}: key {keys.Count}: {reason}");
            }

            keys.Add(key!);
        }

        return keys;
    }
}
