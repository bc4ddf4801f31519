using System.Text.Json;
using Chonk.Prover.Tests.Support;
using Chonk.Prover.Transcripts;

namespace Chonk.Prover.Tests.Transcripts;

/// <summary>The first messages and challenges of a proof of the reference prover (origin: export_vectors.py beside the file).</summary>
internal static class ReferenceProof
{
    /// <summary>The document.</summary>
    public static JsonElement Document { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(
        RepositoryRoot.Path, "tests", "Prover.Tests", "Transcripts", "hiding_oink_and_merge.json"))).RootElement;

    /// <summary>Messages and challenges in order.</summary>
    public static IEnumerable<JsonElement> Steps => Document.GetProperty("steps").EnumerateArray();

    /// <summary>The elements of a named message.</summary>
    public static Fr[] Message(string label) =>
        Elements(Steps.First(s => s.TryGetProperty("message", out JsonElement name) && name.GetString() == label), "elements");

    /// <summary>The values of a named draw.</summary>
    public static Fr[] Challenges(string label) =>
        Elements(Steps.First(s => s.TryGetProperty("challenges", out JsonElement name) && name.GetString() == label), "values");

    /// <summary>The points of a run of elements, four each.</summary>
    public static G1Affine[] Points(ReadOnlyMemory<Fr> elements)
    {
        VerifierTranscript transcript = new(elements);
        G1Affine[] points = new G1Affine[elements.Length / TranscriptCodec.G1Elements];
        for (int i = 0; i < points.Length; i++)
        {
            if (!transcript.TryReceive("point", out points[i]))
            {
                throw new InvalidDataException($"Point {i}: {transcript.Rejection}");
            }
        }

        return points;
    }

    /// <summary>An array of hexadecimal elements.</summary>
    public static Fr[] Elements(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(e => Fr.ParseHex(e.GetString()))];
}
