using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Chonk.Prover.Diagnostics;

namespace Chonk.Prover.Scheduling;

/// <summary>
/// A fixed pool of threads that work on one index range at a time. The calling thread takes part; with one thread everything runs
/// inline. Ranges are handed out in pieces of a given grain, so uneven work stays balanced. Calls from inside a piece run inline.
/// </summary>
public sealed class WorkScheduler : IDisposable
{
    /// <summary>The environment variable with the number of threads, which the reference prover reads too.</summary>
    public const string ThreadsVariable = "HARDWARE_CONCURRENCY";

    /// <summary>The most threads that <see cref="ThreadsVariable"/> may ask for.</summary>
    public const int MaxThreadCount = 256;

    private readonly Thread[] workers;
    private readonly SemaphoreSlim start = new(0);
    private readonly CountdownEvent done = new(1);
    private readonly Lock entry = new();
    private Job? current;
    private volatile bool stopping;

    /// <summary>Starts <c>threadCount - 1</c> background threads.</summary>
    /// <param name="threadCount">Threads that work at once, the caller included; at least 1.</param>
    public WorkScheduler(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        ThreadCount = threadCount;
        workers = new Thread[threadCount - 1];
        for (int i = 0; i < workers.Length; i++)
        {
            int index = i + 1;
            workers[i] = new Thread(() => Run(index))
            {
                IsBackground = true,
                Name = string.Create(CultureInfo.InvariantCulture, $"worker-{index}"),
            };
            workers[i].Start();
        }
    }

    /// <summary>A piece of a range.</summary>
    /// <param name="start">First index.</param>
    /// <param name="end">One past the last index.</param>
    /// <param name="worker">0 for the calling thread, then 1, 2, ...; below <see cref="ThreadCount"/>. Indexes per-thread scratch.</param>
    public delegate void RangeAction(int start, int end, int worker);

    /// <summary>The process's pool: <c>HARDWARE_CONCURRENCY</c> threads when set to 1..256, else one per processor.</summary>
    public static WorkScheduler Shared { get; } = new(DefaultThreadCount());

    /// <summary>The calling thread alone, for work that is shorter than waking another.</summary>
    public static WorkScheduler Sequential { get; } = new(1);

    /// <summary>Threads that work at once, the caller included.</summary>
    public int ThreadCount { get; }

    /// <summary>Reads a number of threads from 1 to <see cref="MaxThreadCount"/>, written in decimal digits alone.</summary>
    public static bool TryParseThreadCount(string? text, out int threadCount) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out threadCount) && threadCount is >= 1 and <= MaxThreadCount;

    /// <summary>Runs <paramref name="body"/> over <c>[0, count)</c> in pieces of at most <paramref name="grain"/> indices.</summary>
    /// <param name="count">Length of the range; nothing happens for 0.</param>
    /// <param name="grain">Largest piece, at least 1.</param>
    /// <param name="body">Called concurrently for disjoint pieces that cover the range; the first exception is rethrown.</param>
    public void For(int count, int grain, RangeAction body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(grain, 1);
        ArgumentNullException.ThrowIfNull(body);
        if (count == 0)
        {
            return;
        }

        int pieces = (int)(((long)count + grain - 1) / grain);
        if (pieces == 1 || workers.Length == 0 || Job.Inside || !entry.TryEnter())
        {
            RunInline(count, grain, body);
            return;
        }

        try
        {
            int helpers = Math.Min(workers.Length, pieces - 1);
            Job job = new(count, grain, body);
            done.Reset(helpers);
            Volatile.Write(ref current, job);
            start.Release(helpers);
            job.Work(0);
            done.Wait();
            current = null;
            job.ThrowIfFailed();
        }
        finally
        {
            entry.Exit();
        }
    }

    /// <summary>Runs <paramref name="body"/> over <c>[0, count)</c> in about four pieces per thread.</summary>
    public void For(int count, RangeAction body) => For(count, Math.Max(1, count / (4 * ThreadCount)), body);

    /// <summary>Stops the threads.</summary>
    public void Dispose()
    {
        stopping = true;
        if (workers.Length > 0)
        {
            start.Release(workers.Length);
            foreach (Thread worker in workers)
            {
                worker.Join();
            }
        }

        start.Dispose();
        done.Dispose();
    }

    private static void RunInline(int count, int grain, RangeAction body)
    {
        for (int i = 0; i < count; i += grain)
        {
            body(i, Math.Min(count, i + grain), Job.WorkerIndex);
        }
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The scheduler is the one place that asks for the processor count.")]
    private static int DefaultThreadCount() =>
        TryParseThreadCount(Environment.GetEnvironmentVariable(ThreadsVariable), out int threads) ? threads : Environment.ProcessorCount;

    private void Run(int index)
    {
        while (true)
        {
            start.Wait();
            if (stopping)
            {
                return;
            }

            Volatile.Read(ref current)!.Work(index);
            done.Signal();
        }
    }

    private sealed class Job(int count, int grain, RangeAction body)
    {
        [ThreadStatic]
        private static bool inside;

        [ThreadStatic]
        private static int workerIndex;

        private readonly ZoneFork fork = ZoneFork.Capture();
        private long next;
        private System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure;

        public static bool Inside => inside;

        public static int WorkerIndex => workerIndex;

        [SuppressMessage("Design", "CA1031", Justification = "The first failure of any worker is carried to the caller and rethrown there.")]
        public void Work(int worker)
        {
            inside = true;
            workerIndex = worker;
            using Zone zone = fork.Enter();
            try
            {
                while (Volatile.Read(ref failure) is null)
                {
                    long from = Interlocked.Add(ref next, grain) - grain;
                    if (from >= count)
                    {
                        return;
                    }

                    body((int)from, (int)Math.Min(count, from + grain), worker);
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(
                    ref failure, System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception), null);
            }
            finally
            {
                inside = false;
                workerIndex = 0;
            }
        }

        public void ThrowIfFailed() => failure?.Throw();
    }
}
