using System.Diagnostics;
using System.Text.Json;
using Chonk.Prover.Tests.Support;

namespace Chonk.Prover.Benchmarks.Acceptance;

/// <summary>
/// What the reference prover needs for multi-scalar multiplications of known size and random scalars, from the trace of one proof of its small
/// flow on one thread. Over Grumpkin these are the two of every round of its inner product argument, 2^14 points in the first; over BN254 the
/// commitments to the Gemini folds of the translator, 2^16 coefficients in the first, and to the Shplonk quotient of 2^17.
/// </summary>
internal static class ReferenceFigures
{
    private const string MsmZone = "MSM::batch_multi_scalar_mul";
    private const string CommitZone = "CommitmentKey::commit";
    private const string IpaZone = "IPA::compute_opening_proof";
    private const string TranslatorZone = "BatchedHonkTranslatorProver::execute_joint_pcs";
    private const string GeminiZone = "GeminiProver::prove";
    private const string ShplonkZone = "ShplonkProver::prove";
    private const int IpaRounds = 15;
    private const int TranslatorLogSize = 17;
    private const int MinLogSize = 10;
    private const double MicrosecondsPerMillisecond = 1000;

    /// <summary>Proves and reads the trace; nothing where prover or flow are absent.</summary>
    /// <param name="folder">Receives the trace and the proof.</param>
    /// <param name="repetitions">Proofs to take medians of.</param>
    public static IReadOnlyList<Figure> Measure(string folder, int repetitions)
    {
        string? flow = RepositoryRoot.Shared is null ? null : Path.Combine(RepositoryRoot.Shared, "flows", "mock", "ivc-inputs.msgpack");
        if (RepositoryRoot.Oracle is null || !File.Exists(flow))
        {
            Console.Error.WriteLine("  the reference prover or its small flow is absent: not measured");
            return [];
        }

        List<Figure> figures = [];
        for (int i = 0; i < repetitions; i++)
        {
            string trace = Path.Combine(folder, "reference.perfetto.json");
            Prove(flow, folder, trace);
            figures.AddRange(ReadTrace(trace));
            File.Delete(trace);
        }

        return
        [
            .. figures
                .GroupBy(figure => (figure.Group, figure.LogSize))
                .Select(group => group.Order(Comparer<Figure>.Create((a, b) => a.Milliseconds.CompareTo(b.Milliseconds))).ElementAt(group.Count() / 2) with
                {
                    Runs = group.Count(),
                }),
        ];
    }

    private static void Prove(string flow, string folder, string trace)
    {
        ProcessStartInfo start = new(Path.Combine(RepositoryRoot.Oracle!, "bb")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            [
                "prove", "--scheme", "chonk", "--ivc_inputs_path", flow, "-o", folder, "-c", Path.Combine(RepositoryRoot.Oracle!, "crs"),
                "--trace_out_perfetto", trace,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HARDWARE_CONCURRENCY"] = "1";
        using Process prover = Process.Start(start)!;
        Task<string> output = prover.StandardOutput.ReadToEndAsync();
        string errors = prover.StandardError.ReadToEnd();
        _ = output.GetAwaiter().GetResult();
        prover.WaitForExit();
        if (prover.ExitCode != 0)
        {
            throw new InvalidOperationException($"The reference prover failed: {errors}");
        }
    }

    private static IEnumerable<Figure> ReadTrace(string path)
    {
        Span[] spans = ReadSpans(path);
        Span ipa = spans.Single(span => span.Name == IpaZone);
        Span translator = spans.Single(span => span.Name == TranslatorZone);
        Span[] rounds = Inside(spans, ipa, MsmZone);
        Span[] folds = Inside(spans, Inside(spans, translator, GeminiZone).Single(), CommitZone);
        if (rounds.Length != 2 * IpaRounds || folds.Length != TranslatorLogSize - 1)
        {
            throw new InvalidOperationException("The reference prover's trace does not have the expected zones.");
        }

        Span quotient = Inside(spans, Inside(spans, translator, ShplonkZone).Single(), CommitZone).Single();
        yield return ToFigure(FigureGroups.ReferenceBn254Msm, TranslatorLogSize, quotient);
        for (int i = 0; i < folds.Length && TranslatorLogSize - 1 - i >= MinLogSize; i++)
        {
            yield return ToFigure(FigureGroups.ReferenceBn254Msm, TranslatorLogSize - 1 - i, folds[i]);
        }

        for (int i = 0; i < rounds.Length && IpaRounds - 1 - (i / 2) >= MinLogSize; i++)
        {
            yield return ToFigure(FigureGroups.ReferenceGrumpkinMsm, IpaRounds - 1 - (i / 2), rounds[i]);
        }
    }

    private static Figure ToFigure(string group, int logSize, Span span) =>
        new(group, logSize, 1, span.Length / MicrosecondsPerMillisecond, 0, 1);

    private static Span[] ReadSpans(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using JsonDocument document = JsonDocument.Parse(stream);
        return
        [
            .. document.RootElement.GetProperty("traceEvents").EnumerateArray()
                .Where(e => e.GetProperty("ph").GetString() == "X")
                .Select(e => new Span(e.GetProperty("name").GetString()!, e.GetProperty("ts").GetDouble(), e.GetProperty("dur").GetDouble()))
                .Where(span => span.Name is MsmZone or CommitZone or IpaZone or TranslatorZone or GeminiZone or ShplonkZone)
                .OrderBy(span => span.Start),
        ];
    }

    private static Span[] Inside(Span[] spans, Span outer, string name) =>
        [.. spans.Where(span => span.Name == name && span.Start >= outer.Start && span.Start < outer.Start + outer.Length)];

    /// <summary>A zone of the trace, in microseconds.</summary>
    private sealed record Span(string Name, double Start, double Length);
}
