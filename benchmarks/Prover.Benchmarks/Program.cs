using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Chonk.Prover.Benchmarks.Acceptance;
using Chonk.Prover.Benchmarks.Apps;
using Chonk.Prover.Benchmarks.Zones;
using Perfolizer.Horology;

// `-- --table DIRECTORY [--quick]` makes the acceptance table, `-- --apps CHONK_DLL DIRECTORY [--quick]` that of real apps, `-- --zones CHONK_DLL [--quick]`
// what zones cost. Else BenchmarkDotNet, in this process, since generated projects would inherit the
// repository's build targets: `-- --filter '*Msm*'` chooses, `-- --job Dry` runs each once.
if (AcceptanceRun.TryRun(args) || AppsRun.TryRun(args) || ZoneCostRun.TryRun(args))
{
    return;
}

IConfig config = DefaultConfig.Instance.AddExporter(JsonExporter.Full);
if (args.Contains("--job"))
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"], config);
    return;
}

// Seven short iterations: all benchmarks of all paths in a quarter of an hour.
Job job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(2)
    .WithIterationCount(7)
    .WithIterationTime(TimeInterval.FromMilliseconds(120));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config.AddJob(job));
