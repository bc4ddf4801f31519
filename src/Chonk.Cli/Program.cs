using System.CommandLine;
using Chonk.Cli;
using Chonk.Cli.Commands;

RootCommand root = new("Client-IVC prover for Aztec's Chonk, and the gate that watches its memory.")
{
    ProveCommand.Create(),
    VerifyCommand.Create(),
    CheckCommand.Create(),
    GatesCommand.Create(),
    WriteVkCommand.Create(),
    SrsCommand.Create(),
    GateCommand.Create(),
    TraceCommand.Create(),
    BenchCommand.Create(),
    DashboardCommand.Create(),
    InputsCommand.Create(),
    RemoteCommand.Create(),
    FingerprintCommand.Create(),
};

return CommandRunner.Run(root, args);
