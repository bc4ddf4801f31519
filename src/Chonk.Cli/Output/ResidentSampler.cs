using System.Buffers.Text;
using Chonk.Prover.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Chonk.Cli.Output;

/// <summary>Samples the resident set into a recording every 20 ms, from a thread of its own that allocates nothing. Linux only.</summary>
internal sealed class ResidentSampler : IDisposable
{
    private const string Source = "/proc/self/statm";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly ManualResetEventSlim stop = new();
    private readonly SafeFileHandle? source;
    private readonly ZoneRecorder recorder;
    private readonly Thread? thread;
    private bool disposed;

    public ResidentSampler(ZoneRecorder recorder)
    {
        this.recorder = recorder;
        if (!File.Exists(Source))
        {
            return;
        }

        source = File.OpenHandle(Source);
        thread = new Thread(Run) { IsBackground = true, Name = "resident sampler" };
        thread.Start();
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        stop.Set();
        thread?.Join();
        source?.Dispose();
        stop.Dispose();
    }

    private void Run()
    {
        do
        {
            Sample();
        }
        while (!stop.Wait(Interval));
        Sample();
    }

    /// <summary>The second number of the file is the resident set in pages.</summary>
    private void Sample()
    {
        Span<byte> text = stackalloc byte[128];
        text = text[..RandomAccess.Read(source!, text, 0)];
        text = text[(text.IndexOf((byte)' ') + 1)..];
        if (Utf8Parser.TryParse(text, out long pages, out _))
        {
            recorder.Sample(RecordedTrace.ResidentTrack, pages * Environment.SystemPageSize);
        }
    }
}
