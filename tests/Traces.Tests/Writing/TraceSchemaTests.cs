using System.Text.Json;
using Chonk.Traces.Tests.Support;
using Chonk.Traces.Writing;
using Google.Protobuf;
using Xunit;

namespace Chonk.Traces.Tests.Writing;

/// <summary>What Perfetto's importers demand of a file, checked on ours.</summary>
public sealed class TraceSchemaTests
{
    [Fact]
    public void Json_Events_HaveTheMembersTheirPhaseDemands()
    {
        using MemoryStream file = new();
        PerfettoJsonWriter.Write(SyntheticTrace.Full, file);
        using JsonDocument document = JsonDocument.Parse(file.ToArray());
        Assert.Equal("us", document.RootElement.GetProperty("displayTimeUnit").GetString());
        Assert.Equal(123_456_789, document.RootElement.GetProperty("min_ts_ns").GetInt64());
        Dictionary<string, int> phases = [];
        Dictionary<int, int> arrows = [];
        foreach (JsonElement e in document.RootElement.GetProperty("traceEvents").EnumerateArray())
        {
            string phase = e.GetProperty("ph").GetString()!;
            phases[phase] = phases.GetValueOrDefault(phase) + 1;
            Assert.Equal(JsonValueKind.String, e.GetProperty("name").ValueKind);
            Assert.Equal(0, e.GetProperty("pid").GetInt32());
            switch (phase)
            {
                case "M":
                    Assert.Equal(JsonValueKind.Object, e.GetProperty("args").ValueKind);
                    break;
                case "X":
                    Assert.Equal("bb", e.GetProperty("cat").GetString());
                    Assert.InRange(e.GetProperty("tid").GetInt32(), 1, 3);
                    Assert.True(e.GetProperty("dur").GetDecimal() >= 0);
                    Assert.True(e.GetProperty("args").TryGetProperty("depth", out _));
                    Assert.Matches(@"^\d+\.\d{3}$", e.GetProperty("ts").GetRawText());
                    Assert.Matches(@"^\d+\.\d{3}$", e.GetProperty("dur").GetRawText());
                    break;
                case "C":
                    Assert.Equal(JsonValueKind.Number, Assert.Single(e.GetProperty("args").EnumerateObject()).Value.ValueKind);
                    break;
                case "i":
                    Assert.Contains(e.GetProperty("s").GetString(), new[] { "g", "p", "t" });
                    break;
                case "s":
                    arrows[e.GetProperty("id").GetInt32()] = 1;
                    break;
                case "f":
                    Assert.Equal("e", e.GetProperty("bp").GetString());
                    arrows[e.GetProperty("id").GetInt32()]++;
                    break;
                default:
                    Assert.Fail($"phase {phase}");
                    break;
            }
        }

        Assert.Equal(new() { ["M"] = 7, ["X"] = 8, ["C"] = 3, ["i"] = 2, ["s"] = 2, ["f"] = 2 }, phases);
        Assert.All(arrows, arrow => Assert.Equal(2, arrow.Value));
    }

    [Fact]
    public void Protobuf_Slices_AreNestedInOrderOfTimeOnDeclaredTracks()
    {
        using MemoryStream file = new();
        PerfettoProtobufWriter.Write(SyntheticTrace.Full, file);
        HashSet<ulong> tracks = [];
        HashSet<ulong> interned = [];
        Dictionary<ulong, (int Open, ulong Last)> slices = [];
        List<ulong> from = [];
        List<ulong> to = [];
        int packets = 0;
        foreach (Field packet in Fields(ByteString.CopyFrom(file.ToArray())))
        {
            Assert.Equal(1, packet.Number);
            Field[] fields = [.. Fields(packet.Bytes!)];
            Assert.Equal(1u, fields.Single(f => f.Number == 10).Value);
            Assert.Equal(packets++ == 0 ? 1u : 2u, fields.Single(f => f.Number == 13).Value);
            foreach (Field entry in fields.Where(f => f.Number == 12).SelectMany(f => Fields(f.Bytes!)))
            {
                interned.Add(Fields(entry.Bytes!).Single(f => f.Number == 1).Value);
            }

            if (fields.SingleOrDefault(f => f.Number == 60) is { Bytes: { } descriptor })
            {
                Assert.True(tracks.Add(Fields(descriptor).Single(f => f.Number == 1).Value));
            }

            if (fields.SingleOrDefault(f => f.Number == 11) is { Bytes: { } body })
            {
                Field[] members = [.. Fields(body)];
                ulong track = members.Single(f => f.Number == 11).Value;
                Assert.Contains(track, tracks);
                Assert.All(members.Where(f => f.Number == 10), f => Assert.Contains(f.Value, interned));
                ulong type = members.Single(f => f.Number == 9).Value;
                ulong time = fields.Single(f => f.Number == 8).Value;
                if (type is 1 or 2)
                {
                    (int open, ulong last) = slices.GetValueOrDefault(track);
                    Assert.True(time >= last);
                    slices[track] = (open + (type == 1 ? 1 : -1), time);
                    Assert.True(slices[track].Open >= 0);
                }

                from.AddRange(members.Where(f => f.Number == 47).Select(f => f.Value));
                to.AddRange(members.Where(f => f.Number == 48).Select(f => f.Value));
            }
        }

        Assert.Equal(1 + 3 + 2, tracks.Count);
        Assert.Equal(3, slices.Count);
        Assert.All(slices.Values, track => Assert.Equal(0, track.Open));
        Assert.Equal(2, from.Count);
        Assert.Equal(from.Order(), to.Order());
    }

    private static List<Field> Fields(ByteString message)
    {
        List<Field> fields = [];
        using CodedInputStream input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            int number = WireFormat.GetTagFieldNumber(tag);
            fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => new Field(number, input.ReadUInt64(), null),
                WireFormat.WireType.Fixed64 => new Field(number, input.ReadFixed64(), null),
                WireFormat.WireType.LengthDelimited => new Field(number, 0, input.ReadBytes()),
                _ => throw new InvalidOperationException("wire type"),
            });
        }

        return fields;
    }

    private sealed record Field(int Number, ulong Value, ByteString? Bytes);
}
