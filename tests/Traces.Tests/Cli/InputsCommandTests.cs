using Chonk.Cli.Commands;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Traces.Inputs;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Cli;

[Collection(RecordingCollection.Name)]
public sealed class InputsCommandTests : IDisposable
{
    /// <summary>A checker that fails in the way that the flow's content says.</summary>
    private const string FakeChecker = """
        case "$(cat "$1")" in
          sound) exit 0 ;;
          changed) echo "circuit 3: VK mismatch detected" >&2; exit 1 ;;
          *) echo "cannot read the witness" >&2; exit 1 ;;
        esac
        """;

    private readonly string work = Directory.CreateTempSubdirectory("chonk-inputs-cli-").FullName;
    private readonly FileServer server = new();

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(work, recursive: true);
    }

    [Theory]
    [InlineData(0, "sound", "sound")]
    [InlineData(1, "sound", "changed")]
    [InlineData(2, "changed", "torn")]
    [InlineData(2, "torn", "sound")]
    public void UpdateThenCheck_FlowsOfSomeKind_ExitsWithTheWorst(int expected, string first, string second)
    {
        Flow("one", first);
        Flow("two", second);
        (int code, string output, _) = Run("update", PathOf("source"), "--pin", PathOf("pin"), "-o", PathOf("out"));
        Assert.Equal(0, code);
        Publish();
        File.WriteAllText(PathOf("checker.sh"), FakeChecker);
        string[] check = ["check", "--pin", PathOf("pin"), "--dir", PathOf("flows"), "--base-address", server.Address.AbsoluteUri, "--checker", "/bin/sh", PathOf("checker.sh")];
        (code, output, _) = Run(check);
        Assert.Equal(expected, code);
        Assert.Equal(first == "changed" || second == "changed", output.Contains("KEY CHANGED: circuit 3: VK mismatch detected", StringComparison.Ordinal));
        Assert.Equal(first == "torn" || second == "torn", output.Contains("FAILED: cannot read the witness", StringComparison.Ordinal));
        Assert.Equal(expected, Run(check).Code);
        Assert.Single(server.Requests);
    }

    /// <summary>This prover's own <c>check</c>, on the default flow as it is and with a byte of a key changed.</summary>
    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, 2000)]
    public void Check_OwnChecker_TellsAChangedKey(int expected, int changedByte)
    {
        FlowFile flow = FlowFile.Read(Samples.DefaultFlow);
        byte[] bytes = File.ReadAllBytes(flow.Path);
        if (changedByte >= 0)
        {
            bytes[bytes.AsSpan().IndexOf(flow.Circuits[0].VerificationKey.Span) + changedByte] ^= 1;
        }

        Flow("apps", "");
        File.WriteAllBytes(PathOf("source/apps/ivc-inputs.msgpack"), bytes);
        Assert.Equal(0, Run("update", PathOf("source"), "--pin", PathOf("pin"), "-o", PathOf("out")).Code);
        Publish();
        (int code, string output, string error) = Run(
            "check", "--pin", PathOf("pin"), "--dir", PathOf("flows"), "--base-address", server.Address.AbsoluteUri,
            "--checker", "dotnet", typeof(InputsCommand).Assembly.Location, "check", "--ivc_inputs_path");
        Assert.True(expected == code, output + error);
        Assert.Equal(expected == 1, output.Contains("KEY CHANGED", StringComparison.Ordinal));
    }

    [Fact]
    public void Download_NoAddressOrNoPin_Exits2WithOneLine()
    {
        File.WriteAllText(PathOf("pin"), new string('a', 64));
        foreach (string[] arguments in new[] { new[] { "--pin", PathOf("pin") }, ["--pin", PathOf("no-pin")], ["--pin", PathOf("pin"), "--base-address", "ftp://x"], ["--pin", PathOf("pin"), "--base-address", server.Address.AbsoluteUri] })
        {
            (int code, _, string error) = Run(["download", "--dir", PathOf("flows"), .. arguments]);
            Assert.Equal(2, code);
            Assert.Single(error.Trim().Split('\n'));
        }
    }

    [Fact]
    public void Check_NoSuchChecker_Exits2()
    {
        Flow("one", "sound");
        Assert.Equal(0, Run("update", PathOf("source"), "--pin", PathOf("pin"), "-o", PathOf("out")).Code);
        Publish();
        Assert.Equal(2, Run("check", "--pin", PathOf("pin"), "--dir", PathOf("flows"), "--base-address", server.Address.AbsoluteUri, "--checker", PathOf("nothing")).Code);
    }

    [Fact]
    public void Update_FolderWithoutFlows_Exits2AndPinsNothing()
    {
        Directory.CreateDirectory(PathOf("source"));
        Assert.Equal(2, Run("update", PathOf("source"), "--pin", PathOf("pin"), "-o", PathOf("out")).Code);
        Assert.False(File.Exists(PathOf("pin")));
        Assert.False(Directory.Exists(PathOf("out")));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandRun.Of(InputsCommand.Create(), arguments);

    private void Publish()
    {
        server.Name = InputsPin.Read(PathOf("pin")).ArchiveName;
        server.Content = File.ReadAllBytes(PathOf($"out/{server.Name}"));
    }

    private void Flow(string name, string content)
    {
        Directory.CreateDirectory(PathOf($"source/{name}"));
        File.WriteAllText(PathOf($"source/{name}/ivc-inputs.msgpack"), content);
    }

    private string PathOf(string name) => Path.Combine(work, name);
}
