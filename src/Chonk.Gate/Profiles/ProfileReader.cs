using Chonk.Gate.Json;

namespace Chonk.Gate.Profiles;

/// <summary>
/// Reads the flat JSON array that <c>--memory_profile_out</c> writes: rows of <c>stage, circuit_index, circuit_name</c> and
/// metrics, taken by name. Rows of the reference prover carry <c>rss_mb</c> or <c>heap_mb</c> only; fields not known here are
/// passed over, so that newer provers can be read.
/// </summary>
public static class ProfileReader
{
    /// <summary>Most rows accepted.</summary>
    public const int MaximumCheckpoints = 100_000;

    /// <summary>Reads a profile file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profile">The profile, when the result is <see langword="true"/>.</param>
    /// <param name="fault">The reason and place, when the result is <see langword="false"/>.</param>
    /// <returns>Whether the file is a profile.</returns>
    public static bool TryReadFile(string path, out MemoryProfile? profile, out JsonFault? fault)
    {
        profile = null;
        return JsonParser.TryReadFile(path, out JsonValue? root, out fault) && TryRead(root!, out profile, out fault);
    }

    /// <summary>Reads a profile from UTF-8 bytes.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="profile">The profile, when the result is <see langword="true"/>.</param>
    /// <param name="fault">The reason and place, when the result is <see langword="false"/>.</param>
    /// <returns>Whether the bytes are a profile.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out MemoryProfile? profile, out JsonFault? fault)
    {
        profile = null;
        return JsonParser.TryParse(utf8, out JsonValue? root, out fault) && TryRead(root!, out profile, out fault);
    }

    private static bool TryRead(JsonValue root, out MemoryProfile? profile, out JsonFault? fault)
    {
        profile = null;
        fault = null;
        if (root.Kind != JsonKind.Array)
        {
            fault = new JsonFault("a profile is an array of checkpoints", root.Line, root.Column);
        }
        else if (root.Items.Count == 0)
        {
            fault = new JsonFault("the profile holds no checkpoint", root.Line, root.Column);
        }
        else if (root.Items.Count > MaximumCheckpoints)
        {
            fault = new JsonFault($"the profile holds more than {MaximumCheckpoints} checkpoints", root.Line, root.Column);
        }

        if (fault is not null)
        {
            return false;
        }

        var checkpoints = new List<Checkpoint>(root.Items.Count);
        var seen = new HashSet<CheckpointKey>();
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        (long Index, string Name, int Occurrence) current = (-1, "", 0);
        foreach (JsonValue row in root.Items)
        {
            if (!TryReadRow(row, out long index, out string name, out string stage, out fault))
            {
                return false;
            }

            if (index < current.Index)
            {
                fault = new JsonFault("circuit_index falls: checkpoints are written in order of proving", row.Line, row.Column);
                return false;
            }

            if (index != current.Index || name != current.Name)
            {
                int occurrence = occurrences.GetValueOrDefault(name);
                occurrences[name] = occurrence + 1;
                current = (index, name, occurrence);
            }

            var key = new CheckpointKey(name, current.Occurrence, stage);
            if (!seen.Add(key))
            {
                fault = new JsonFault($"the checkpoint {JsonParser.Printable(key.ToString())} stands twice", row.Line, row.Column);
                return false;
            }

            if (!MetricFields.TryRead(row, out Dictionary<Metric, long> values, out Attribution live, out Attribution peak, out fault))
            {
                return false;
            }

            checkpoints.Add(new Checkpoint(key, (int)index, values, live, peak));
        }

        profile = new MemoryProfile(checkpoints);
        if (profile.Metrics.Count == 0)
        {
            fault = new JsonFault("no metric is present in every checkpoint", root.Line, root.Column);
            profile = null;
            return false;
        }

        return true;
    }

    private static bool TryReadRow(JsonValue row, out long index, out string name, out string stage, out JsonFault? fault)
    {
        index = 0;
        name = "";
        stage = "";
        fault = null;
        if (row.Kind != JsonKind.Object)
        {
            fault = new JsonFault("a checkpoint is an object", row.Line, row.Column);
            return false;
        }

        if (row["stage"]?.Text is not { Length: > 0 } stageText || row["stage"]!.Kind != JsonKind.String)
        {
            fault = new JsonFault("a checkpoint needs the text field 'stage'", row.Line, row.Column);
            return false;
        }

        if (row["circuit_index"]?.Integer is not { } circuitIndex || circuitIndex is < 0 or > int.MaxValue)
        {
            fault = new JsonFault("a checkpoint needs the whole number 'circuit_index' from 0 up", row.Line, row.Column);
            return false;
        }

        JsonValue? circuitName = row["circuit_name"];
        if (circuitName is not null && circuitName.Kind != JsonKind.String)
        {
            fault = new JsonFault("'circuit_name' is a text", circuitName.Line, circuitName.Column);
            return false;
        }

        index = circuitIndex;
        name = circuitName?.Text ?? "";
        stage = stageText;
        return true;
    }
}
