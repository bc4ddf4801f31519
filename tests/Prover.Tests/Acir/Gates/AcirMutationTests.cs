using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Ivc;
using Chonk.Prover.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>
/// Changed programs of the vectors and, where they are present, of the real flows, from bytes to a finalised circuit: each becomes a
/// circuit or one typed error on one line, and what is booked meanwhile stays proportional to the program's bytes.
/// </summary>
[Collection(SharedLedger.Name)]
public sealed class AcirMutationTests(ITestOutputHelper output)
{
    /// <summary>Booked by a circuit however small: lookup tables, the witnesses that a program of no length may name.</summary>
    private const long FreeBytes = 256L << 20;

    /// <summary>Booked for each byte of the program: a Keccak opcode makes 17,000 rows and 30,000 variables of 325 bytes.</summary>
    private const long BookedPerByte = 16_000;

    /// <summary>Programs that make small circuits, one of each kind of opcode among them.</summary>
    private static readonly string[] Small =
    [
        "all_slice_opcodes", "pair_call_data_ram", "unconstrained_call", "range_many", "ram_many", "rom_mixed", "poseidon2_two", "and_xor",
        "curve_add_predicate", "msm_predicate", "aes128_short", "blake2s_32", "blake3_65", "sha256_one", "pair_return_ram",
    ];

    private static readonly string[] Large = ["keccak_one", "pair_sha256_xor", "ecdsa_r1_predicate", "ecdsa_k1", "pair_msm_rom", "pair_keccak_ram"];

    [Fact]
    public void Build_ChangedSmallPrograms_IsACircuitOrATypedError() => Run(Programs(Small), count: 1_000, seed: 11);

    [Fact]
    [Trait("Category", "Slow")]
    public void Build_10000ChangedPrograms_IsACircuitOrATypedError() =>
        Run([.. Programs(Small), .. Programs(Large), .. RealPrograms()], count: 10_000, seed: 12);

    /// <summary>A cycle of calls ends at the first call: it is not supported, whatever it calls.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(uint.MaxValue)]
    public void Build_CallOfItselfOrOfNothing_IsRefused(uint function)
    {
        byte[] program = AcirEncoder.Program(true, new RangeOpcode(WitnessOrConstant.FromWitness(0), 8), new CallOpcode(function, [0], [1]));
        AcirCircuitException exception = Assert.Throws<AcirCircuitException>(
            () => AcirCircuit.BuildWithoutWitness(AcirReader.ReadProgram(program).Main, "cycle"));
        Assert.Equal("cycle: opcode 1 (Call): this opcode is not supported", exception.Message);
    }

    private static List<Source> Programs(string[] names) => [.. names.Select(VectorPrograms.Get).Select(static program => new Source(
        program.Name, VectorProgram.Gunzip(program.Bytecode), main => AcirReader.ReadWitness(VectorProgram.Gunzip(program.Witness), main.WitnessCount)))];

    /// <summary>Apps and kernels of the reference flows; none without them.</summary>
    private static List<Source> RealPrograms()
    {
        string folder = Path.Combine(RepositoryRoot.Shared ?? "", "flows", "ecdsar1+transfer_0_recursions+sponsored_fpc");
        return RepositoryRoot.Shared is null
            ? []
            : [.. FlowFile.Read(Path.Combine(folder, "ivc-inputs.msgpack")).Circuits.Take(3).Select(static circuit => new Source(
                circuit.Name,
                AcirEncoder.Program(true, [.. circuit.ReadProgram().Main.Opcodes]),
                _ => circuit.ReadWitness(circuit.ReadProgram().Main)))];
    }

    private void Run(List<Source> sources, int count, int seed)
    {
        Random random = new(seed);
        int refused = 0;
        int violated = 0;
        long mostBooked = 0;
        SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);
        SharedLedger.Settle();
        for (int i = 0; i < count; i++)
        {
            Source source = sources[i % sources.Count];
            byte[] program = random.Next(3) == 0
                ? ByteMutator.Mutate(source.Program, random)
                : AcirEncoder.Program(random.Next(2) == 0, new AcirMutator(random).Mutate(source.Main.Opcodes), [], [.. source.Main.ReturnValues]);
            long before = MemoryLedger.Shared.LiveBytes;
            _ = MemoryLedger.Shared.TakePeakSinceMark();
            try
            {
                violated += BuildsSatisfied(source, program, withWitness: random.Next(2) == 0) ? 0 : 1;
            }
            catch (Exception exception) when (exception is AcirFormatException or AcirCircuitException)
            {
                refused++;
                Assert.True(exception.Message.Length < 400 && !exception.Message.Any(char.IsControl), exception.Message);
                string reason = new([.. exception.Message.Where(static c => !char.IsAsciiDigit(c))]);
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Mutation {i} of seed {seed}, of {source.Name}.", exception);
            }

            Assert.Equal(before, MemoryLedger.Shared.LiveBytes);
            long booked = MemoryLedger.Shared.TakePeakSinceMark().Bytes - before;
            mostBooked = Math.Max(mostBooked, booked);
            Assert.True(
                booked <= FreeBytes + (BookedPerByte * program.Length),
                $"Mutation {i} of seed {seed}, of {source.Name}: {booked} bytes for a program of {program.Length}");
        }

        output.WriteLine($"{count} programs: {refused} refused, {violated} not satisfied, at most {mostBooked >> 20} MiB booked");
        foreach ((string reason, int times) in reasons.OrderByDescending(static entry => entry.Value).Take(40))
        {
            output.WriteLine($"{times,6}  {reason}");
        }

        Assert.InRange(refused, count / 4, count);
        Assert.InRange(violated, 1, count);
    }

    private static bool BuildsSatisfied(Source source, byte[] program, bool withWitness)
    {
        AcirFunction main = AcirReader.ReadProgram(program).Main;
        using MegaCircuitBuilder builder = withWitness ? BuildWithWitness(main, source) : AcirCircuit.BuildWithoutWitness(main, source.Name);
        builder.FinalizeCircuit();
        Assert.InRange(new MegaTraceLayout(builder).LogSize, 1, 24);
        return builder.Failure is null;
    }

    /// <summary>The unchanged program's witness, cut or filled with zeros where the changed one has fewer or more.</summary>
    private static MegaCircuitBuilder BuildWithWitness(AcirFunction main, Source source)
    {
        using NativeBuffer<Fr> fitted = new((int)main.WitnessCount, BufferCategory.Input);
        source.Witness.AsSpan(..Math.Min(source.Witness.Length, fitted.Length)).CopyTo(fitted.Span);
        return AcirCircuit.Build(main, fitted.Span, source.Name);
    }

    private sealed class Source
    {
        public Source(string name, byte[] program, Func<AcirFunction, NativeBuffer<Fr>> readWitness)
        {
            Name = name;
            Program = program;
            Main = AcirReader.ReadProgram(program).Main;
            using NativeBuffer<Fr> witness = readWitness(Main);
            Witness = witness.Span.ToArray();
        }

        public string Name { get; }

        public byte[] Program { get; }

        public AcirFunction Main { get; }

        public Fr[] Witness { get; }
    }
}
