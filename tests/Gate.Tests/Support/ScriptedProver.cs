using Chonk.Gate.Sessions;

namespace Chonk.Gate.Tests.Support;

/// <summary>
/// Flows, baselines, and a shell script in the prover's place: it copies a prepared profile, the next one at each run where several are
/// prepared, and a control profile when the control switch is given.
/// </summary>
internal sealed class ScriptedProver : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal ScriptedProver(params string[] flows)
    {
        foreach (string flow in flows)
        {
            folder.Write(flow, "flows", flow, "ivc-inputs.msgpack");
        }

        Directory.CreateDirectory(folder["baselines"]);
        folder.Write(
            """
            dir=$(dirname "$0"); flow=$(cat "$1")
            n=$(cat "$dir/$flow.count" 2>/dev/null || echo 0); echo $((n + 1)) > "$dir/$flow.count"
            if [ "$3" = --control_stage ]; then cp "$dir/$flow.control.json" "$2"
            elif [ -f "$dir/$flow.$n.json" ]; then cp "$dir/$flow.$n.json" "$2"
            else cp "$dir/$flow.json" "$2"; fi
            """,
            "prover.sh");
    }

    internal GateOptions Options => new()
    {
        FlowsDirectory = folder["flows"],
        BaselinesDirectory = folder["baselines"],
        MemoryDirectory = folder["memory"],
        ProverCommand = $"sh \"{folder["prover.sh"]}\" {{flow}} {{profile}}",
        ProverPath = folder["prover.sh"],
        IsBuildServer = false,
    };

    internal string this[params string[] parts] => folder[parts];

    internal void Prepare(string flow, string profile, string variant = "")
    {
        folder.Write(profile, variant.Length == 0 ? $"{flow}.json" : $"{flow}.{variant}.json");
        File.Delete(folder[$"{flow}.count"]);
    }

    internal (int ExitCode, string Output) Run(Func<GateSession, int> command, GateOptions? options = null)
    {
        using var output = new StringWriter();
        int exitCode = command(new GateSession(options ?? Options, output, CancellationToken.None));
        return (exitCode, output.ToString());
    }

    public void Dispose() => folder.Dispose();
}
