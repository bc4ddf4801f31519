using System.CommandLine;
using Chonk.Gate;
using Chonk.Gate.Sessions;
using Chonk.Gate.Verdicts;
using Chonk.Prover.Scheduling;

namespace Chonk.Cli.Commands;

/// <summary><c>chonk gate</c>: the memory gate at the command line. All judgement is in Chonk.Gate; here are only options.</summary>
internal static class GateCommand
{
    private static readonly Option<string[]> FlowOption = new("--flow") { Description = "Name of a flow; may be repeated. All flows by default." };
    private static readonly Option<string?> RootOption = new("--root") { Description = "Folder with flows/ and baselines/. Looked for from here upwards by default." };
    private static readonly Option<string?> FlowsOption = new("--flows") { Description = "Folder of flows. ROOT/flows by default." };
    private static readonly Option<string?> BaselinesOption = new("--baselines") { Description = "Folder of baselines. ROOT/baselines by default." };
    private static readonly Option<string?> MemoryOption = new("--memory") { Description = "Folder for profiles. ROOT/artifacts/memory/gate by default; for report, that of the build." };
    private static readonly Option<string?> ProverOption = new("--prover") { Description = "Command line of another prover, or a template with {flow}, {profile}, {output}. This program by default." };
    private static readonly Option<string?> ProverPathOption = new("--prover_path") { Description = "File or folder that holds the other prover. Its program by default." };
    private static readonly Option<string?> SrsOption = new("-c", "--crs_path") { Description = "SRS folder, handed to the prover." };
    private static readonly Option<int> ThreadsOption =
        new Option<int>("--threads") { Description = "Threads of the prover.", DefaultValueFactory = _ => 2 }.Between(1, WorkScheduler.MaxThreadCount);

    private static readonly Option<int> TimeoutOption =
        new Option<int>("--timeout") { Description = "Seconds allowed for one run.", DefaultValueFactory = _ => 900 }.Between(1, 86_400);

    private static readonly Option<bool> AllowDirtyOption = new("--allow-dirty") { Description = "Take the baseline although tracked files differ from the commit, or the prover's sources hold files that git does not know." };
    private static readonly Option<string?> MarkdownOption = new("--markdown") { Description = "Append a Markdown report to this file, such as $GITHUB_STEP_SUMMARY." };
    private static readonly Option<string?> SarifOption = new("--sarif") { Description = "Write a SARIF 2.1.0 report." };
    private static readonly Option<string?> HtmlOption = new("--html") { Description = "Write a self-contained HTML report with a plot." };
    private static readonly Option<string?> HistoryOption = new("--history") { Description = "Append this build's values as one line of JSON." };
    private static readonly Option<bool> AnnotationsOption = new("--annotations") { Description = "Print GitHub annotations." };

    /// <summary>The command with its subcommands.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        Command command = new("gate", """
            Hold the memory of flows to their baselines. Exit codes: 0 pass, 1 regression, 2 usage or input and output, 3 inconclusive.

            Examples:
              chonk gate check                                    profile every flow and judge it
              chonk gate check --runs 3 --html report.html        the smallest of three runs, with a page
              chonk gate update --reason "sumcheck keeps a copy"  accept what is measured
              chonk gate tighten                                  lower baselines to what is measured
              chonk gate calibrate --runs 20                      set the tolerances of measured metrics
              chonk gate control "*:after_oink:2"                 must be caught: 2 MiB more in one stage
            """);
        command.Subcommands.Add(CreateCheck());
        command.Subcommands.Add(CreateUpdate());
        command.Subcommands.Add(CreateTighten());
        command.Subcommands.Add(CreateCalibrate());
        command.Subcommands.Add(CreateControl());
        command.Subcommands.Add(CreateReport());
        return command;
    }

    private static Command CreateCheck()
    {
        Option<int> runs = Runs("Runs a flow; the smallest counts.", 1);
        Option<string[]> profiles = new("--profile") { Description = "Judge this profile instead of running; may be repeated for runs of one build. Needs one --flow." };
        Command command = WithCommon(new("check", "Profile every flow and judge it by its baseline."), runs, profiles, MarkdownOption, SarifOption, HtmlOption, HistoryOption, AnnotationsOption);
        command.SetAction((result, cancellation) => Run(result, session =>
        {
            string[] files = result.GetValue(profiles) ?? [];
            string[] flows = result.GetValue(FlowOption) ?? [];
            return files.Length == 0 ? session.Check(result.GetValue(runs), Reports(result))
                : flows.Length == 1 ? session.CheckFiles(files, flows[0], Reports(result))
                : Usage("--profile needs exactly one --flow");
        }, cancellation));
        return command;
    }

    private static Command CreateReport()
    {
        Command command = WithCommon(
            new("report", "Judge the profiles the last build left, without running, and write reports."), MarkdownOption, SarifOption, HtmlOption, HistoryOption, AnnotationsOption);
        command.SetAction((result, cancellation) => Run(result, session => session.Check(0, Reports(result)), cancellation, ofBuild: true));
        return command;
    }

    private static Command CreateUpdate()
    {
        Option<string> reason = new("--reason") { Description = "Why the baseline changes; kept in it.", DefaultValueFactory = _ => "" };
        Option<int> runs = Runs("Runs a flow.", 1);
        Option<long?> maximum = new("--max-mb") { Description = "A new ceiling of the flow's peak, in MiB." };
        Command command = WithCommon(new("update", "Profile every flow and accept what is measured as its baseline."), reason, runs, maximum, AllowDirtyOption);
        command.SetAction((result, cancellation) => Run(
            result, session => session.Update(result.GetValue(reason)!, result.GetValue(runs), result.GetValue(maximum)), cancellation));
        return command;
    }

    private static Command CreateTighten()
    {
        Option<string> reason = new("--reason") { Description = "Why, if there is more to say.", DefaultValueFactory = _ => "" };
        Option<int> runs = Runs("Runs a flow.", 1);
        Command command = WithCommon(new("tighten", "Profile every flow and lower its baseline where it measured less. Raises nothing."), reason, runs, AllowDirtyOption);
        command.SetAction((result, cancellation) => Run(
            result, session => session.Tighten(result.GetValue(reason)!, result.GetValue(runs)), cancellation));
        return command;
    }

    private static Command CreateCalibrate()
    {
        Option<int> runs = Runs("Runs a flow, at least 5.", 20);
        Option<bool> time = new("--time") { Description = "Also the time of each stage, which is only shown until it is calibrated." };
        Command command = WithCommon(new("calibrate", "Run one build many times and set the tolerances of measured metrics from what is seen."), runs, time, AllowDirtyOption);
        command.SetAction((result, cancellation) => Run(result, session => session.Calibrate(result.GetValue(runs), result.GetValue(time)), cancellation));
        return command;
    }

    private static Command CreateControl()
    {
        Argument<string> control = new("circuit:stage:MiB") { Description = "Where to hold how much more: '*:after_oink:2', '#0:after_trace:1', 'name:after_sumcheck:1'." };
        Command command = WithCommon(new("control", "Hold more memory in one stage and see that the gate names it, beside a run without. 0: caught, 1: not, 3: cannot tell."), control);
        command.SetAction((result, cancellation) => Run(result, session => session.Control(result.GetValue(control)!), cancellation));
        return command;
    }

    private static Option<int> Runs(string description, int usual) =>
        new Option<int>("--runs") { Description = description, DefaultValueFactory = _ => usual }.Between(1, 1000);

    private static Command WithCommon(Command command, params Symbol[] own)
    {
        Option[] common = [FlowOption, RootOption, FlowsOption, BaselinesOption, MemoryOption, ProverOption, ProverPathOption, SrsOption, ThreadsOption, TimeoutOption];
        foreach (Symbol symbol in own.Concat(common))
        {
            if (symbol is Option option)
            {
                command.Options.Add(option);
            }
            else if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
        }

        return command;
    }

    private static Task<int> Run(ParseResult result, Func<GateSession, int> action, CancellationToken cancellation, bool ofBuild = false) => Task.Run(
        () =>
        {
            string root = Given(result, RootOption) is { } folder ? Path.GetFullPath(folder)
                : GateRoot.Find(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;
            string? prover = Given(result, ProverOption);
            string own = GateRoot.OwnCommand();
            string project = prover is null ? GateRoot.ProjectOf(root, AppContext.BaseDirectory) : "";
            string built = GateRoot.BuildMemoryFolder(root, AppContext.BaseDirectory);
            string memory = Given(result, MemoryOption) ?? (ofBuild ? built : Path.Combine(root, "artifacts", "memory", "gate"));
            var options = new GateOptions
            {
                FlowsDirectory = Path.GetFullPath(Given(result, FlowsOption) ?? Path.Combine(root, "flows")),
                BaselinesDirectory = Path.GetFullPath(Given(result, BaselinesOption) ?? Path.Combine(root, "baselines")),
                MemoryDirectory = Path.GetFullPath(memory),
                CleanProfileDirectories = prover is null ? [built, memory] : [],
                ProverCommand = prover ?? own,
                ProverPath = Given(result, ProverPathOption) ?? (prover is null ? AppContext.BaseDirectory : GateRoot.ProgramOf(prover)),
                FingerprintCommand = prover is null ? own + " fingerprint --ivc_inputs_path {flow}" : "",
                SrsDirectory = Given(result, SrsOption) is { } srs ? Path.GetFullPath(srs) : "",
                Threads = result.GetValue(ThreadsOption),
                Timeout = TimeSpan.FromSeconds(result.GetValue(TimeoutOption)),
                AllowsDirty = result.GetValue(AllowDirtyOption),
                FlowNames = result.GetValue(FlowOption) ?? [],
                Project = project.Length == 0 ? "" : Remedy.ProjectAsNamed(project, root, Environment.CurrentDirectory),
                Width = Console.IsOutputRedirected ? 120 : Math.Max(60, Console.WindowWidth),
            };
            return action(new GateSession(options, Console.Out, cancellation));
        },
        cancellation);

    private static ReportFiles Reports(ParseResult result) => new(
        Given(result, MarkdownOption),
        Given(result, SarifOption),
        Given(result, HtmlOption),
        result.GetValue(AnnotationsOption),
        GateRoot.Find(Environment.CurrentDirectory) ?? Environment.CurrentDirectory,
        Given(result, HistoryOption));

    /// <summary>An empty text is what a script passes for a variable that is not set, such as <c>$GITHUB_STEP_SUMMARY</c> outside GitHub.</summary>
    private static string? Given(ParseResult result, Option<string?> option) =>
        result.GetValue(option) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static int Usage(string message)
    {
        Console.Error.WriteLine("chonk gate: " + message);
        return ExitCodes.Usage;
    }
}
