using System.CommandLine;

namespace Chonk.Cli;

/// <summary>Options that several commands share, under the reference prover's names.</summary>
internal static class CommonOptions
{
    /// <summary><c>-s, --scheme</c>: only <c>chonk</c> exists here.</summary>
    public static Option<string> Scheme()
    {
        Option<string> option = new("--scheme", "-s") { Description = "The proving system: chonk.", DefaultValueFactory = _ => "chonk" };
        return option.AcceptOnlyFromAmong("chonk");
    }

    /// <summary><c>--ivc_inputs_path</c>.</summary>
    public static Option<string> Flow(bool required) => new("--ivc_inputs_path")
    {
        Description = "The flow: circuits with witnesses and keys (ivc-inputs.msgpack).",
        Required = required,
    };

    /// <summary><c>--ivc_inputs_path</c>, once or several times.</summary>
    public static Option<string[]> Flows() => new("--ivc_inputs_path")
    {
        Description = "The flow: circuits with witnesses and keys (ivc-inputs.msgpack). Given again, that file's circuits follow.",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary><c>--apps_only</c>.</summary>
    public static Option<bool> AppsOnly() => new("--apps_only")
    {
        Description = "Leave out the kernels (circuits that verify the foldings of others) and say which; the apps that remain are one flow.",
    };

    /// <summary><c>-b, --bytecode_path</c>.</summary>
    public static Option<string> Bytecode(bool required) => new("--bytecode_path", "-b")
    {
        Description = "A compiled Noir program: its JSON artifact, or the gzip of the bytecode.",
        Required = required,
    };

    /// <summary><c>-o, --output_path</c>.</summary>
    public static Option<string> Output() => new("--output_path", "-o")
    {
        Description = "Folder for the results; made if it does not exist.",
        Required = true,
    };

    /// <summary><c>-c, --crs_path</c>.</summary>
    public static Option<string?> Srs() => new("--crs_path", "-c")
    {
        Description = "Folder of the SRS (bn254_g1.dat, bn254_g2.dat). Default ~/.bb-crs; without one, an insecure development SRS.",
    };

    /// <summary><c>-v, --verbose</c>.</summary>
    public static Option<bool> Verbose() => new("--verbose", "-v") { Description = "Print the time of each stage to stderr." };
}
