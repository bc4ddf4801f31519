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

    private static IReadOnlyList<KeyValuePair<string, long>> Growth(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> now) =>
    [
        .. before.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, now.GetValueOrDefault(name) - before.GetValueOrDefault(name)))
            .Where(c => c.Value != 0)
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key, StringComparer.Ordinal),
    ];
}
