using System.Diagnostics;
using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Ivc.Inputs;
using Chonk.Prover.Memory;
using Chonk.Prover.Tests.Support;
using Xunit;

namespace Chonk.Prover.Tests.Ivc.Inputs;

/// <summary>
/// Damaged flow files: each gives circuits or one typed error on one line, in bounded time. Half of the damage is done to the packed
/// file, half to the streams inside, which are then packed anew so that no checksum stops it at the door.
/// </summary>
public sealed class FlowMutationTests
{
    private static readonly string[] Names = ["all_slice_opcodes", "pair_call_data_ram", "unconstrained_call", "range_many"];

    [Fact]
    public void Read_10000DamagedFlows_IsCircuitsOrATypedError() => RunMutations(seed: 4711, count: 10_000);

    private static void RunMutations(int seed, int count)
    {
        Random random = new(seed);
        (string Name, byte[] Bytecode, byte[] Witness)[] plain =
            [.. Names.Select(VectorPrograms.Get).Select(p => (p.Name, VectorProgram.Gunzip(p.Bytecode), VectorProgram.Gunzip(p.Witness)))];
        byte[] whole = FlowFileTests.Flow([.. plain.Select(c => (c.Name, FlowFileTests.Gzip(c.Bytecode), FlowFileTests.Gzip(c.Witness)))]);
        Assert.Equal(Names.Length, ReadAll(whole));
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] bytes;
            if (i % 2 == 0)
            {
                bytes = ByteMutator.Mutate(whole, random);
            }
            else
            {
                (string name, byte[] bytecode, byte[] witness) = plain[random.Next(plain.Length)];
                bool isBytecode = random.Next(2) == 0;
                bytes = FlowFileTests.Flow((
                    name,
                    FlowFileTests.Gzip(isBytecode ? ByteMutator.Mutate(bytecode, random) : bytecode),
                    FlowFileTests.Gzip(isBytecode ? witness : ByteMutator.Mutate(witness, random))));
            }

            long start = Stopwatch.GetTimestamp();
            try
            {
                ReadAll(bytes);
            }
            catch (Exception exception) when (exception is FlowFormatException or AcirCircuitException)
            {
                refused++;
                Assert.True(exception.Message.Length < 500 && !exception.Message.Any(char.IsControl), exception.Message);
                Assert.True(
                    exception is AcirCircuitException || exception.Message.StartsWith("damaged: ", StringComparison.Ordinal), exception.Message);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Mutation {i} of seed {seed}.", exception);
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2), $"Mutation {i} of seed {seed} took too long.");
        }

        Assert.InRange(refused, count / 2, count);
    }

    private static int ReadAll(byte[] bytes)
    {
        FlowFile flow = FlowFile.Parse("damaged", bytes);
        foreach (FlowCircuit circuit in flow.Circuits)
        {
            AcirProgram program = circuit.ReadProgram();
            using NativeBuffer<Fr> witness = circuit.ReadWitness(program.Main);
            Assert.Equal(program.Main.WitnessCount, witness.Length);
            using MegaCircuitBuilder builder = AcirCircuit.Build(program.Main, witness.Span, circuit.Name);
            builder.FinalizeCircuit();
        }

        return flow.Circuits.Count;
    }
}
