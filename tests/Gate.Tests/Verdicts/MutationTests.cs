using System.Text;
using Chonk.Gate.Baselines;
using Chonk.Gate.Json;
using Chonk.Gate.Profiles;
using Chonk.Gate.Tests.Support;
using Chonk.Gate.Verdicts;

namespace Chonk.Gate.Tests.Verdicts;

/// <summary>Damaged files: every one is read, or refused with one clear sentence; nothing throws, whatever is compared with what.</summary>
public sealed class MutationTests
{
    private static readonly byte[] Profile = Encoding.UTF8.GetBytes(ProfileText.Of(["app", "inner", "inner"]));
    private static readonly byte[] BaselineFile = Encoding.UTF8.GetBytes(BaselineText.Text(ProfileText.Make(["app", "inner", "inner"])));
    private static readonly byte[] Interesting = "\"\"{}[],:0-9.eE\\u\n\0\x7ftrue null"u8.ToArray();

    [Fact]
    public void Read_TenThousandMutations_GiveAVerdictOrOneClearSentence() => Run(10_000, 20261121);

    [Fact]
    [Trait("Category", "Slow")]
    public void Read_HundredThousandMutations_GiveAVerdictOrOneClearSentence() => Run(100_000, 42);

    private static void Run(int count, int seed)
    {
        var random = new Random(seed);
        Baseline baseline = BaselineText.Read(Encoding.UTF8.GetString(BaselineFile));
        MemoryProfile profile = ProfileText.Read(Encoding.UTF8.GetString(Profile));
        int readable = 0;
        for (int i = 0; i < count; i++)
        {
            bool mutatesProfile = i % 2 == 0;
            byte[] mutant = Mutate(mutatesProfile ? Profile : BaselineFile, random);
            MemoryProfile? read = profile;
            Baseline? readBaseline = baseline;
            JsonFault? fault;
            bool isRead = mutatesProfile
                ? ProfileReader.TryRead(mutant, out read, out fault)
                : BaselineReader.TryRead(mutant, out readBaseline, out fault);
            if (isRead)
            {
                readable++;
                Verdict verdict = ProfileComparer.Compare(readBaseline!, [read!], BaselineText.Here, "b");
                Assert.All(verdict.Diagnostics, d => Assert.Matches("^CHONK10[0-9]{2}$", d.Code));
                Assert.NotEmpty(Chonk.Gate.Rendering.TextReport.Render(verdict));
            }
            else
            {
                Assert.True(fault is { Message.Length: > 0 and < 200, Line: > 0, Column: > 0 }, $"mutation {i} of seed {seed}: {fault}");
                Assert.DoesNotContain("Exception", fault.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', fault.Message);
            }
        }

        Assert.InRange(readable, count / 50, count - (count / 50));
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        int changes = random.Next(1, 4);
        for (int c = 0; c < changes && bytes.Count > 0; c++)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = Interesting[random.Next(Interesting.Length)];
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, Interesting.Take(random.Next(1, Interesting.Length)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    bytes.InsertRange(at, bytes.Skip(at).Take(random.Next(1, 200)).ToArray());
                    break;
                default:
                    // A digit for a digit keeps the file readable and moves a value or an index.
                    int digit = bytes.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
                    if (digit >= 0)
                    {
                        bytes[digit] = (byte)('0' + random.Next(10));
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
