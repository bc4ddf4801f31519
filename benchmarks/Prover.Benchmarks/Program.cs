using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Running;

// In this process: generated projects would inherit the repository's build targets. `-- --filter '*Msm*'` chooses, `-- --job Dry` runs each once.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly)
    .Run([.. args, "--inProcess"], DefaultConfig.Instance.AddExporter(JsonExporter.Full));
