namespace Chonk.Traces.Models;

/// <summary>
/// Numbers of the fields used of Perfetto's trace format (protos/perfetto/trace in the Perfetto source; message names as there).
/// </summary>
internal static class PerfettoFields
{
    public const int TracePacket = 1;

    public const int PacketTimestamp = 8;
    public const int PacketSequenceId = 10;
    public const int PacketTrackEvent = 11;
    public const int PacketInternedData = 12;
    public const int PacketSequenceFlags = 13;
    public const int PacketTrackDescriptor = 60;

    public const int DescriptorUuid = 1;
    public const int DescriptorName = 2;
    public const int DescriptorProcess = 3;
    public const int DescriptorThread = 4;
    public const int DescriptorParent = 5;
    public const int DescriptorCounter = 8;

    public const int ProcessPid = 1;
    public const int ProcessName = 6;

    public const int ThreadPid = 1;
    public const int ThreadTid = 2;
    public const int ThreadName = 5;

    public const int CounterUnit = 3;

    public const int EventDebugAnnotation = 4;
    public const int EventType = 9;
    public const int EventNameIid = 10;
    public const int EventTrackUuid = 11;
    public const int EventCategory = 22;
    public const int EventName = 23;
    public const int EventCounterValue = 30;
    public const int EventFlowIds = 47;
    public const int EventTerminatingFlowIds = 48;

    public const int AnnotationStringValue = 6;
    public const int AnnotationName = 10;

    public const int InternedEventName = 2;
    public const int InternedIid = 1;
    public const int InternedText = 2;

    public const int SliceBegin = 1;
    public const int SliceEnd = 2;
    public const int Instant = 3;
    public const int Counter = 4;

    public const int UnitSizeBytes = 3;

    public const int SequenceCleared = 1;
    public const int SequenceNeedsState = 2;

    /// <summary>Process id in the file; 0 would be the idle process of the machine.</summary>
    public const int Pid = 1;

    /// <summary>Track of the process; thread t has <see cref="FirstThreadTrack"/> + t, counter c has <see cref="FirstCounterTrack"/> + c.</summary>
    public const ulong ProcessTrack = 1;

    public const ulong FirstThreadTrack = 100;

    public const ulong FirstCounterTrack = 1_000_000;
}
