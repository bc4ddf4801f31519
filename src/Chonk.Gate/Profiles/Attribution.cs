namespace Chonk.Gate.Profiles;

/// <summary>Where the bytes of one instant are. It explains a failure and is not judged.</summary>
/// <param name="Categories">Bytes by category of buffer; empty when the prover does not say.</param>
/// <param name="Zones">Bytes by the zone of the prover that allocated them; empty when the prover does not say.</param>
public sealed record Attribution(IReadOnlyDictionary<string, long> Categories, IReadOnlyDictionary<string, long> Zones)
{
    /// <summary>Nothing is known.</summary>
    public static Attribution Empty { get; } = new(new Dictionary<string, long>(), new Dictionary<string, long>());

    /// <summary>Whether two hold the same names and bytes.</summary>
    /// <param name="other">Another one.</param>
    /// <returns>Whether they agree.</returns>
    public bool HasSameBytes(Attribution other) => Growth(Categories, other.Categories).Count == 0 && Growth(Zones, other.Zones).Count == 0;

    /// <summary>What differs between two, in bytes, the largest growth first.</summary>
    /// <param name="before">Bytes by name; when empty, nothing can be said.</param>
    /// <param name="now">Bytes by name.</param>
    /// <returns>Names and differences that are not 0.</returns>
    public static IReadOnlyList<KeyValuePair<string, long>> GrowthSince(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> now) =>
        before.Count == 0 || now.Count == 0 ? [] : Growth(before, now);

    /// <summary>
    /// What differs between two tables of zones. Zones are names in the prover's code and may be renamed: a zone that came with exactly the
    /// bytes of one that the prover no longer has is that one, and a name the baseline holds nowhere is marked.
    /// </summary>
    /// <param name="before">Bytes by zone; when empty, nothing can be said.</param>
    /// <param name="now">Bytes by zone.</param>
    /// <param name="known">Every zone of the baseline.</param>
    /// <param name="present">Every zone of the profile.</param>
    /// <returns>Names and differences that are not 0.</returns>
    public static IReadOnlyList<KeyValuePair<string, long>> ZoneGrowthSince(
        IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> now, IReadOnlySet<string> known, IReadOnlySet<string> present)
    {
        List<KeyValuePair<string, long>> growth = [.. GrowthSince(before, now)];
        foreach (KeyValuePair<string, long> gone in growth.Where(g => !present.Contains(g.Key)).ToArray())
        {
            int renamed = growth.FindIndex(g => g.Value == -gone.Value && !before.ContainsKey(g.Key));
            if (renamed >= 0)
            {
                growth.RemoveAt(renamed);
                growth.Remove(gone);
            }
        }

        return [.. growth.Select(g => known.Contains(g.Key) ? g : KeyValuePair.Create($"{g.Key} (not in the baseline)", g.Value))];
    }

    private static IReadOnlyList<KeyValuePair<string, long>> Growth(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> now) =>
    [
        .. before.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, now.GetValueOrDefault(name) - before.GetValueOrDefault(name)))
            .Where(c => c.Value != 0)
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key, StringComparer.Ordinal),
    ];
}
