using Chonk.Traces.Models;
using Google.Protobuf;
using static Chonk.Traces.Models.PerfettoFields;

namespace Chonk.Traces.Writing;

/// <summary>
/// Writes a trace as Perfetto's own protobuf (<c>.pftrace</c>): track descriptors for process, threads and counters, then slice
/// begins and ends, counter values, instants and flows. Zone names are interned, so the file is about a fifth of the JSON.
/// </summary>
public static class PerfettoProtobufWriter
{
    /// <summary>Writes a whole trace.</summary>
    public static void Write(Trace trace, Stream destination)
    {
        using CodedOutputStream output = new(destination, leaveOpen: true);
        Packets packets = new(trace, output);
        packets.WriteDescriptors();
        foreach (TraceThread thread in trace.Threads)
        {
            packets.WriteZones(thread.Id);
        }

        packets.WriteInstants();
        packets.WriteCounters();
    }

    private sealed class Packets(Trace trace, CodedOutputStream output)
    {
        private readonly Dictionary<string, ulong> interned = new(StringComparer.Ordinal);
        private readonly List<string> counters = [.. trace.Counters.Select(sample => sample.Track).Distinct()];
        private bool started;

        public void WriteDescriptors()
        {
            WriteDescriptor(ProcessTrack, message => message.Nested(DescriptorProcess, process =>
            {
                process.Number(ProcessPid, Pid);
                process.Text(ProcessName, trace.ProcessName);
            }));
            foreach (TraceThread thread in trace.Threads)
            {
                WriteDescriptor(FirstThreadTrack + (ulong)thread.Id, message =>
                {
                    message.Number(DescriptorParent, ProcessTrack);
                    message.Nested(DescriptorThread, descriptor =>
                    {
                        descriptor.Number(ThreadPid, Pid);
                        descriptor.Number(ThreadTid, (ulong)thread.Id);
                        descriptor.Text(ThreadName, thread.Name);
                    });
                });
            }

            for (int i = 0; i < counters.Count; i++)
            {
                string name = counters[i];
                WriteDescriptor(FirstCounterTrack + (ulong)i, message =>
                {
                    message.Text(DescriptorName, name);
                    message.Number(DescriptorParent, ProcessTrack);
                    message.Nested(DescriptorCounter, counter => counter.Number(CounterUnit, UnitSizeBytes));
                });
            }
        }

        /// <summary>Begins and ends of one thread's zones, properly nested and in order of time.</summary>
        public void WriteZones(int threadId)
        {
            ulong track = FirstThreadTrack + (ulong)threadId;
            Dictionary<int, List<ulong>> arrowsTo = [];
            Queue<(long Time, ulong Id)> arrowsFrom = new();
            CollectArrows(threadId, arrowsTo, arrowsFrom);
            Stack<long> open = new();
            IOrderedEnumerable<(TraceZone Zone, int Index)> zones = trace.Zones.Select((zone, index) => (Zone: zone, Index: index))
                .Where(item => item.Zone.ThreadId == threadId)
                .OrderBy(item => item.Zone.StartNs).ThenByDescending(item => item.Zone.DurationNs);
            foreach ((TraceZone zone, int index) in zones)
            {
                EmitUntil(zone.StartNs, strict: false);
                List<ulong>? flows = arrowsTo.GetValueOrDefault(index);
                WriteEvent(zone.StartNs, track, SliceBegin, zone.Name, message =>
                {
                    message.Text(EventCategory, "bb");
                    if (zone.Parent is not null)
                    {
                        message.Nested(EventDebugAnnotation, annotation =>
                        {
                            annotation.Text(AnnotationStringValue, zone.Parent);
                            annotation.Text(AnnotationName, "parent");
                        });
                    }

                    flows?.ForEach(flow => message.Fixed(EventTerminatingFlowIds, flow));
                });
                open.Push(zone.EndNs);
            }

            EmitUntil(long.MaxValue, strict: true);

            void EmitUntil(long time, bool strict)
            {
                while (true)
                {
                    bool ends = open.Count > 0 && (strict || open.Peek() <= time);
                    bool starts = arrowsFrom.Count > 0 && (strict || arrowsFrom.Peek().Time < time);
                    if (starts && (!ends || arrowsFrom.Peek().Time <= open.Peek()))
                    {
                        (long at, ulong flow) = arrowsFrom.Dequeue();
                        WriteEvent(at, track, Instant, "parallel section", message => message.Fixed(EventFlowIds, flow));
                    }
                    else if (ends)
                    {
                        WriteEvent(open.Pop(), track, SliceEnd, null, null);
                    }
                    else
                    {
                        return;
                    }
                }
            }
        }

        public void WriteInstants()
        {
            foreach (TraceInstant instant in trace.Instants)
            {
                WriteEvent(instant.TimeNs, FirstThreadTrack + (ulong)instant.ThreadId, Instant, instant.Name, message => message.Text(EventCategory, "checkpoint"));
            }
        }

        public void WriteCounters()
        {
            foreach (TraceCounterSample sample in trace.Counters)
            {
                ulong track = FirstCounterTrack + (ulong)counters.IndexOf(sample.Track);
                WriteEvent(sample.TimeNs, track, Counter, null, message => message.Number(EventCounterValue, (ulong)sample.Value));
            }
        }

        /// <summary>Arrow ids are fork * 65536 + piece: one arrow for each piece on another thread than the section's.</summary>
        private void CollectArrows(int threadId, Dictionary<int, List<ulong>> arrowsTo, Queue<(long Time, ulong Id)> arrowsFrom)
        {
            if (trace.Forks.Count == 0)
            {
                return;
            }

            Dictionary<int, TraceFork> forks = trace.Forks.ToDictionary(fork => fork.Id);
            Dictionary<int, int> pieces = [];
            List<(long Time, ulong Id)> from = [];
            for (int i = 0; i < trace.Zones.Count; i++)
            {
                TraceZone zone = trace.Zones[i];
                if (zone.ForkId == 0 || !forks.TryGetValue(zone.ForkId, out TraceFork fork) || fork.ThreadId == zone.ThreadId)
                {
                    continue;
                }

                int piece = pieces[zone.ForkId] = pieces.GetValueOrDefault(zone.ForkId) + 1;
                ulong id = ((ulong)zone.ForkId << 16) + (ulong)piece;
                if (zone.ThreadId == threadId)
                {
                    arrowsTo.Add(i, [id]);
                }
                else if (fork.ThreadId == threadId)
                {
                    from.Add((fork.TimeNs, id));
                }
            }

            foreach ((long Time, ulong Id) arrow in from.OrderBy(arrow => arrow.Time))
            {
                arrowsFrom.Enqueue(arrow);
            }
        }

        private void WriteDescriptor(ulong track, Action<ProtobufMessage> body) => WritePacket(packet =>
            packet.Nested(PacketTrackDescriptor, descriptor =>
            {
                descriptor.Number(DescriptorUuid, track);
                body(descriptor);
            }));

        private void WriteEvent(long timeNs, ulong track, int type, string? name, Action<ProtobufMessage>? body) => WritePacket(packet =>
        {
            packet.Number(PacketTimestamp, (ulong)(trace.ClockStartNs + timeNs));
            ulong nameId = name is null ? 0 : Intern(name, packet);
            packet.Nested(PacketTrackEvent, message =>
            {
                message.Number(EventType, (ulong)type);
                message.Number(EventTrackUuid, track);
                if (nameId != 0)
                {
                    message.Number(EventNameIid, nameId);
                }

                body?.Invoke(message);
            });
        });

        private ulong Intern(string name, ProtobufMessage packet)
        {
            if (!interned.TryGetValue(name, out ulong id))
            {
                interned.Add(name, id = (ulong)interned.Count + 1);
                packet.Nested(PacketInternedData, data => data.Nested(InternedEventName, entry =>
                {
                    entry.Number(InternedIid, id);
                    entry.Text(InternedText, name);
                }));
            }

            return id;
        }

        private void WritePacket(Action<ProtobufMessage> body)
        {
            using ProtobufMessage packet = new();
            packet.Number(PacketSequenceId, 1);
            packet.Number(PacketSequenceFlags, started ? SequenceNeedsState : (ulong)SequenceCleared);
            started = true;
            body(packet);
            output.WriteTag(TracePacket, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(packet.ToByteString());
        }
    }
}
