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
                bytes = Mutate(whole, random);
            }
            else
            {
                (string name, byte[] bytecode, byte[] witness) = plain[random.Next(plain.Length)];
                bool isBytecode = random.Next(2) == 0;
                bytes = FlowFileTests.Flow((
                    name,
                    FlowFileTests.Gzip(isBytecode ? Mutate(bytecode, random) : bytecode),
                    FlowFileTests.Gzip(isBytecode ? witness : Mutate(witness, random))));
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

            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), $"Mutation {i} of seed {seed} took too long.");
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

    private static byte[] Mutate(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        switch (random.Next(6))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                for (int i = random.Next(1, 20); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
            case 3:
                int start = random.Next(bytes.Length);
                int length = random.Next(bytes.Length - start + 1);
                return [.. bytes[..start], .. bytes[(start + length)..]];
            case 4:
                // A header of the widest form, with a length beyond everything, in place of what was there.
                int at = random.Next(Math.Max(1, bytes.Length - 5));
                byte[] header = [(byte)random.Next(0xc4, 0xe0), 0x7f, 0xff, 0xff, 0xff];
                header.AsSpan(..Math.Min(5, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                byte[] noise = new byte[random.Next(1, 4096)];
                random.NextBytes(noise);
                return random.Next(2) == 0 ? noise : [.. bytes[..random.Next(Math.Min(bytes.Length, 64))], .. noise];
        }
    }
}
