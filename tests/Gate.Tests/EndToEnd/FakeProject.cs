using System.Reflection;
using System.Security;
using Chonk.Gate.Running;
using Chonk.Gate.Tests.Support;

namespace Chonk.Gate.Tests.EndToEnd;

/// <summary>A real project outside the repository that builds the fake prover and is gated as <c>chonk</c> is.</summary>
internal sealed class FakeProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="package">A package folder to take Chonk.Build from; by default the repository's targets are imported.</param>
    internal FakeProject(string package = "")
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "FakeProver", "FakeProver.cs.txt"), folder["Program.cs"]);
        string imported = package.Length == 0
            ? $"""<Import Project="{Escape(Metadata("ChonkBuildTargets"))}" />"""
            : """<ItemGroup><PackageReference Include="Chonk.Build" Version="1.0.0" /></ItemGroup>""";
        string tasks = package.Length == 0
            ? $"<ChonkBuildTasksAssembly>{Escape(Metadata("ChonkBuildTasksAssembly"))}</ChonkBuildTasksAssembly>"
            : $"<RestoreSources>{Escape(package)}</RestoreSources><RestorePackagesPath>{Escape(folder["packages"])}</RestorePackagesPath>";
        folder.Write(
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <UseAppHost>false</UseAppHost>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <ChonkMemoryGate Condition="'$(ChonkMemoryGate)' == ''">true</ChonkMemoryGate>
                {tasks}
              </PropertyGroup>
              {imported}
            </Project>
            """,
            "fake.csproj");
        // Whatever surrounds the temporary folder must not reach in.
        folder.Write("<Project />", "Directory.Build.props");
        folder.Write("<Project />", "Directory.Build.targets");
        folder.Write("<Project />", "Directory.Packages.props");
    }

    internal int ProverRuns
    {
        get
        {
            string log = folder["bin", "Debug", "net10.0", "runs.log"];
            return File.Exists(log) ? File.ReadAllLines(log).Length : 0;
        }
    }

    internal string this[params string[] parts] => folder[parts];

    internal string Baseline(string flow) => folder["baselines", flow + ".verified.json"];

    /// <summary>Names flows as items, in the place of a search.</summary>
    internal void SetFlowItems(string items)
    {
        string path = folder["fake.csproj"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("</Project>", $"<ItemGroup>{items}</ItemGroup></Project>", StringComparison.Ordinal));
    }

    internal void WriteFlow(string name, string text) => folder.Write(text, "flows", name, Flow.FileName);

    internal (int ExitCode, string Output) Build(params string[] options)
    {
        // Node reuse on, as on a developer's machine: a task assembly kept alive by a node would be noticed here.
        var environment = new Dictionary<string, string> { ["CI"] = "false", ["GITHUB_ACTIONS"] = "", ["TF_BUILD"] = "" };
        return Run(environment, ["build", "--nologo", "-tl:off", "-v:m", .. options]);
    }

    internal (int ExitCode, string Output) Run(IReadOnlyDictionary<string, string> environment, params string[] words)
    {
        ProcessResult result = ChildProcess.Run(["dotnet", .. words], environment, folder.Path, Patience.Limit, CancellationToken.None);
        Assert.Equal(ProcessEnd.Exited, result.End);
        return (result.ExitCode, result.Output);
    }

    public void Dispose() => folder.Dispose();

    internal static string Metadata(string key) =>
        typeof(FakeProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    private static string Escape(string path) => SecurityElement.Escape(path);
}
