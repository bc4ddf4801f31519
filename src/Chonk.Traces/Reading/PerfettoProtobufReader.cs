using Chonk.Traces.Models;
using Google.Protobuf;
using static Chonk.Traces.Models.PerfettoFields;

namespace Chonk.Traces.Reading;

/// <summary>Reads the part of Perfetto's protobuf that this prover writes: one sequence, interned names, slices, counters, instants.</summary>
internal static class PerfettoProtobufReader
{
    public static Trace Read(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw new FormatException("the file is empty");
        }

        State state = new();
        using CodedInputStream input = new(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) != TracePacket)
            {
                throw new FormatException("a field that is not a packet");
            }

            state.Packet(input.ReadBytes());
        }

        return state.Build();
    }

    private delegate void FieldReader(int field, CodedInputStream input);

    private static void ReadFields(ByteString message, FieldReader read)
    {
        using CodedInputStream input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            long before = input.Position;
            read(WireFormat.GetTagFieldNumber(tag), input);
            if (input.Position == before)
            {
                input.SkipLastField();
            }
        }
    }

    private sealed class State
    {
        private readonly Dictionary<ulong, string> names = [];
        private readonly Dictionary<ulong, string> counterNames = [];
        private readonly SortedDictionary<int, string> threads = [];
        private readonly Dictionary<int, Stack<(string Name, string? Parent, long Start, int Fork)>> open = [];
        private readonly Dictionary<int, TraceFork> forks = [];
        private readonly List<TraceZone> zones = [];
        private readonly List<TraceInstant> instants = [];
        private readonly List<TraceCounterSample> counters = [];
        private string process = "";
        private long? first;

        public void Packet(ByteString packet)
        {
            long time = 0;
            ByteString? trackEvent = null;
            ReadFields(packet, (field, input) =>
            {
                switch (field)
                {
                    case PacketTimestamp: time = (long)input.ReadUInt64(); break;
                    case PacketInternedData: ReadFields(input.ReadBytes(), Intern); break;
                    case PacketTrackDescriptor: Describe(input.ReadBytes()); break;
                    case PacketTrackEvent: trackEvent = input.ReadBytes(); break;
                    default: break;
                }
            });
            if (trackEvent is not null)
            {
                Event(trackEvent, time);
            }
        }

        public Trace Build()
        {
            long start = first ?? 0;
            foreach (int thread in zones.Select(zone => zone.ThreadId).Distinct())
            {
                threads.TryAdd(thread, $"thread {thread}");
            }

            return new Trace
            {
                ProcessName = process,
                ClockStartNs = start,
                Threads = [.. threads.Select(thread => new TraceThread(thread.Key, thread.Value))],
                Zones = [.. zones.Select(zone => zone with { StartNs = zone.StartNs - start }).OrderBy(zone => zone.StartNs).ThenBy(zone => zone.Depth)],
                Instants = [.. instants.Select(instant => instant with { TimeNs = instant.TimeNs - start })],
                Counters = [.. counters.Select(sample => sample with { TimeNs = sample.TimeNs - start })],
                Forks = [.. forks.Values.OrderBy(fork => fork.Id).Select(fork => fork with { TimeNs = fork.TimeNs - start })],
            };
        }

        private void Intern(int field, CodedInputStream data)
        {
            if (field != InternedEventName)
            {
                return;
            }

            ulong id = 0;
            string text = "";
            ReadFields(data.ReadBytes(), (inner, input) =>
            {
                switch (inner)
                {
                    case InternedIid: id = input.ReadUInt64(); break;
                    case InternedText: text = input.ReadString(); break;
                    default: break;
                }
            });
            names[id] = text;
        }

        private void Describe(ByteString descriptor)
        {
            ulong uuid = 0;
            string name = "";
            bool counter = false;
            ReadFields(descriptor, (field, input) =>
            {
                switch (field)
                {
                    case DescriptorUuid: uuid = input.ReadUInt64(); break;
                    case DescriptorName: name = input.ReadString(); break;
                    case DescriptorCounter: counter = true; input.ReadBytes(); break;
                    case DescriptorProcess: ReadFields(input.ReadBytes(), (inner, i) => process = inner == ProcessName ? i.ReadString() : process); break;
                    case DescriptorThread: Thread(input.ReadBytes()); break;
                    default: break;
                }
            });
            if (counter)
            {
                counterNames[uuid] = name;
            }
        }

        private void Thread(ByteString thread)
        {
            int id = 0;
            string name = "";
            ReadFields(thread, (field, input) =>
            {
                switch (field)
                {
                    case ThreadTid: id = input.ReadInt32(); break;
                    case ThreadName: name = input.ReadString(); break;
                    default: break;
                }
            });
            threads[id] = name;
        }

        private void Event(ByteString message, long time)
        {
            first = Math.Min(first ?? time, time);
            int type = 0;
            ulong track = 0;
            string name = "";
            string? parent = null;
            long value = 0;
            int fork = 0;
            bool forks = false;
            ReadFields(message, (field, input) =>
            {
                switch (field)
                {
                    case EventType: type = input.ReadInt32(); break;
                    case EventTrackUuid: track = input.ReadUInt64(); break;
                    case EventNameIid: name = names.GetValueOrDefault(input.ReadUInt64(), ""); break;
                    case EventName: name = input.ReadString(); break;
                    case EventCounterValue: value = (long)input.ReadUInt64(); break;
                    case EventDebugAnnotation: ReadFields(input.ReadBytes(), (inner, i) => parent = inner == AnnotationStringValue ? i.ReadString() : parent); break;
                    case EventFlowIds: forks = true; fork = (int)(input.ReadFixed64() >> 16); break;
                    case EventTerminatingFlowIds: fork = (int)(input.ReadFixed64() >> 16); break;
                    default: break;
                }
            });
            int thread = (int)(track - FirstThreadTrack);
            switch (type)
            {
                case Counter:
                    counters.Add(new TraceCounterSample(counterNames.GetValueOrDefault(track, ""), time, value));
                    break;
                case Instant when forks:
                    this.forks[fork] = new TraceFork(fork, thread, time);
                    break;
                case Instant:
                    instants.Add(new TraceInstant(name, thread, time));
                    break;
                case SliceBegin:
                    OpenZones(thread).Push((name, parent, time, fork));
                    break;
                case SliceEnd when OpenZones(thread).TryPop(out var zone):
                    zones.Add(new TraceZone(zone.Name, zone.Parent, thread, zone.Start, time - zone.Start, OpenZones(thread).Count, zone.Fork));
                    break;
                default:
                    break;
            }
        }

        private Stack<(string Name, string? Parent, long Start, int Fork)> OpenZones(int thread)
        {
            if (!open.TryGetValue(thread, out var zonesOfThread))
            {
                open.Add(thread, zonesOfThread = new());
            }

            return zonesOfThread;
        }
    }
}
