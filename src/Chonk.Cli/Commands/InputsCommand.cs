using System.CommandLine;
using Chonk.Cli.Output;
using Chonk.Traces.Inputs;
using Chonk.Traces.Reading;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk inputs download | check | update</c>: the pinned flows that commits are measured with.</summary>
internal static class InputsCommand
{
    private const string AddressVariable = "CHONK_INPUTS_URL";

    /// <summary>The command with its three subcommands.</summary>
    public static Command Create()
    {
        Command command = new("inputs", "Fetch, check and renew the pinned flows.");
        command.Subcommands.Add(CreateDownload());
        command.Subcommands.Add(CreateCheck());
        command.Subcommands.Add(CreateUpdate());
        return command;
    }

    private static Command CreateDownload()
    {
        Option<string> pin = PinOption();
        Option<string> folder = FolderOption();
        Option<string?> address = AddressOption();
        Command command = new("download", "Fetch, verify and unpack the pinned flows; nothing happens when they are there.") { pin, folder, address };
        command.SetAction((result, cancellation) => RunAsync(async () =>
        {
            await DownloadAsync(result.GetValue(pin)!, result.GetValue(folder)!, result.GetValue(address), cancellation);
            return KeyCheck.Same;
        }));
        return command;
    }

    private static Command CreateCheck()
    {
        Option<string> pin = PinOption();
        Option<string> folder = FolderOption();
        Option<string?> address = AddressOption();
        Option<string?> crs = new("--crs_path", "-c") { Description = "Directory of the reference string." };
        Option<string[]> checker = new("--checker")
        {
            Description = "Another checker's words, the flow's path follows: bb check --scheme chonk --ivc_inputs_path.",
            AllowMultipleArgumentsPerToken = true,
        };
        Command command = new("check", "Compare the keys in every flow with the circuits': exit 1 when one changed, 2 on other errors.")
        {
            pin, folder, address, crs, checker,
        };
        command.SetAction((result, cancellation) => RunAsync(async () =>
        {
            string flows = result.GetValue(folder)!;
            await DownloadAsync(result.GetValue(pin)!, flows, result.GetValue(address), cancellation);
            string[] words = result.GetValue(checker) is { Length: > 0 } given
                ? given
                : [.. BenchCommand.ThisProgram(), "check", "--scheme", "chonk", "--ivc_inputs_path"];
            KeyCheck check = new(words) { LastWords = result.GetValue(crs) is { } path ? ["-c", path] : [] };
            return check.Run(flows, Console.Out);
        }));
        return command;
    }

    private static Command CreateUpdate()
    {
        Argument<string> source = new("flows") { Description = "Folder of flow folders, each with ivc-inputs.msgpack." };
        Option<string> pin = PinOption();
        Option<string> output = new("--output", "-o") { Description = "Where the archive is written, ready to be put at the base address.", DefaultValueFactory = _ => "." };
        Command command = new("update", "Pack flows into an archive and pin its hash.") { source, pin, output };
        command.SetAction(result => RunAsync(() =>
        {
            string folder = result.GetValue(output)!;
            OutputFiles files = new(KeyCheck.Failed);
            files.AddFolder("--output", folder, "archive");
            files.Add("--pin", result.GetValue(pin));
            InputFile.RequireFolder(result.GetValue(source)!);
            bool isNew = !Directory.Exists(folder);
            Directory.CreateDirectory(folder);
            string temporary = Path.Combine(folder, $".inputs-{Guid.NewGuid():N}.tar.gz");
            try
            {
                InputsPin fresh = InputsArchive.Pack(result.GetValue(source)!, temporary);
                string archive = Path.Combine(folder, fresh.ArchiveName);
                File.Move(temporary, archive, overwrite: true);
                fresh.Write(result.GetValue(pin)!);
                Console.WriteLine($"{fresh.Sha256}  {archive}");
                return Task.FromResult(KeyCheck.Same);
            }
            finally
            {
                File.Delete(temporary);
                if (isNew && !Directory.EnumerateFileSystemEntries(folder).Any())
                {
                    Directory.Delete(folder);
                }
            }
        }));
        return command;
    }

    private static async Task DownloadAsync(string pinPath, string folder, string? address, CancellationToken cancellation)
    {
        InputsPin pin = InputsPin.Read(pinPath);
        if (InputsDownload.Holds(folder, pin))
        {
            Console.WriteLine($"{folder}: holds {pin.Sha256}");
            return;
        }

        string text = address ?? Environment.GetEnvironmentVariable(AddressVariable)
            ?? throw new InputsException($"no address to fetch from: give --base-address or set {AddressVariable}");
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? baseAddress) || baseAddress.Scheme is not ("http" or "https"))
        {
            throw new InputsException($"not an http or https address: {text}");
        }

        using HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
        await new InputsDownload(client).EnsureAsync(pin, baseAddress, folder, cancellation);
        Console.WriteLine($"{folder}: {pin.Sha256} fetched");
    }

    private static Option<string> PinOption() => new("--pin") { Description = "File with the archive's SHA-256.", DefaultValueFactory = _ => "flows/chonk-inputs.hash" };

    private static Option<string> FolderOption() => new("--dir") { Description = "Folder of the flows.", DefaultValueFactory = _ => "chonk-pinned-flows" };

    private static Option<string?> AddressOption() => new("--base-address") { Description = $"Where archives are; {AddressVariable} by default." };

    private static async Task<int> RunAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (exception is InputsException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("chonk inputs: " + exception.Message.ReplaceLineEndings(" "));
            return KeyCheck.Failed;
        }
    }
}
