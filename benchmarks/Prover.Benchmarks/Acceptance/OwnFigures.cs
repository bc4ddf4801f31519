using System.Diagnostics;
using System.Text.Json;
using Chonk.Prover.Benchmarks.Curves;
using Chonk.Prover.Benchmarks.Traces;
using Chonk.Prover.Commitments;
using Chonk.Prover.Curves;
using Chonk.Prover.Fields;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>This prover's figures.</summary>
internal static class OwnFigures
{
    /// <summary>The option of the child process that measures the sumcheck prover without vector instructions.</summary>
    public const string ScalarOption = "--scalar-sumcheck";

    private static readonly int[] ThreadCounts = [1, 2];

    /// <summary>Multi-scalar multiplications of random scalars.</summary>
    public static IEnumerable<Figure> Msm<TCurve, TBase, TScalar>(Measure measure, string group, int[] logSizes, Func<TScalar> draw)
        where TCurve : unmanaged, ICurve<TCurve, TBase, TScalar>
        where TBase : unmanaged, IField<TBase>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        MsmInput<TCurve, TBase, TScalar> input = MsmInput<TCurve, TBase, TScalar>.Create(1 << logSizes.Max(), ScalarKind.Random, draw);
        foreach (int threads in ThreadCounts)
        {
            using WorkScheduler scheduler = new(threads);
            foreach (int logSize in logSizes)
            {
                yield return measure.Run(group, logSize, threads, () => input.Multiply(1 << logSize, scheduler));
            }
        }
    }

    /// <summary>The sumcheck prover on traces of 2^13 to 2^17 rows.</summary>
    public static IEnumerable<Figure> Sumcheck(Measure measure, string group, int[] logSizes, int[] threadCounts)
    {
        foreach (int logSize in logSizes)
        {
            using ScaledTrace trace = ScaledTrace.Create(logSize);
            foreach (int threads in threadCounts)
            {
                using WorkScheduler scheduler = new(threads);
                yield return measure.Run(group, logSize, threads, () => trace.Prove(scheduler), trace.Layout.ActiveRowCount);
            }
        }
    }

    /// <summary>Commitments to the columns of a verification key, one by one and as a batch.</summary>
    public static IEnumerable<Figure> Commitments(Measure measure, int logSize)
    {
        using ScaledTrace trace = ScaledTrace.Create(logSize);
        int pointCount = trace.Layout.Size + 1;
        using Srs srs = Srs.Open(DevelopmentSrs.Ensure(pointCount), pointCount);
        foreach (int threads in ThreadCounts)
        {
            using WorkScheduler scheduler = new(threads);
            CommitmentKey key = new(srs, scheduler);
            yield return measure.Run(FigureGroups.SingleCommitments, logSize, threads, () =>
            {
                foreach (Polynomial column in trace.PrecomputedColumns)
                {
                    key.Commit(column);
                }
            });
            yield return measure.Run(FigureGroups.BatchCommitments, logSize, threads, () => key.Commit(trace.PrecomputedColumns));
        }
    }

    /// <summary>The sumcheck prover in a child process that has no vector instructions.</summary>
    /// <exception cref="InvalidOperationException">The child failed.</exception>
    public static IReadOnlyList<Figure> ScalarSumcheck(Measure measure)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OwnFigures).Assembly.Location);
        }

        start.ArgumentList.Add(ScalarOption);
        if (measure.Quick)
        {
            start.ArgumentList.Add(AcceptanceRun.QuickOption);
        }

        start.Environment["DOTNET_EnableAVX2"] = "0";
        using Process child = Process.Start(start)!;
        string json = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? JsonSerializer.Deserialize<Figure[]>(json)!
            : throw new InvalidOperationException("The scalar path could not be measured.");
    }
}
