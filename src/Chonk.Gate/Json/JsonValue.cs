namespace Chonk.Gate.Json;

/// <summary>One JSON value together with where it starts in its file, so that a finding can point at the row it speaks of.</summary>
public sealed class JsonValue
{
    private readonly Dictionary<string, JsonValue> members = new(StringComparer.Ordinal);
    private readonly List<JsonValue> items = [];

    internal JsonValue(JsonKind kind, int line, int column)
    {
        Kind = kind;
        Line = line;
        Column = column;
    }

    /// <summary>What this value is.</summary>
    public JsonKind Kind { get; }

    /// <summary>One-based line of the value's first character.</summary>
    public int Line { get; }

    /// <summary>One-based column, in code points, of the value's first character.</summary>
    public int Column { get; }

    /// <summary>The text of a string; <see langword="null"/> for every other kind.</summary>
    public string? Text { get; internal set; }

    /// <summary>The value of a number that is whole and fits 64 signed bits; <see langword="null"/> otherwise.</summary>
    public long? Integer { get; internal set; }

    /// <summary>The value of any number; <see langword="null"/> for every other kind.</summary>
    public double? Number { get; internal set; }

    /// <summary>The elements of an array, in order.</summary>
    public IReadOnlyList<JsonValue> Items => items;

    /// <summary>The members of an object. Names are unique: the parser refuses a repeated one.</summary>
    public IReadOnlyDictionary<string, JsonValue> Members => members;

    /// <summary>The member called <paramref name="name"/>, or <see langword="null"/> when it is absent or <c>null</c>.</summary>
    public JsonValue? this[string name] =>
        members.TryGetValue(name, out JsonValue? value) && value.Kind != JsonKind.Null ? value : null;

    internal void Append(JsonValue item) => items.Add(item);

    internal bool TryAppend(string name, JsonValue value) => members.TryAdd(name, value);
}
