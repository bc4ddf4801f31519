namespace MessagePack;

/// <summary>The only value of MessagePack's nil type.</summary>
public readonly struct Nil : IEquatable<Nil>
{
    public static readonly Nil Default;

    public static bool operator ==(Nil left, Nil right) => left.Equals(right);

    public static bool operator !=(Nil left, Nil right) => !left.Equals(right);

    public override bool Equals(object? obj) => obj is Nil;

    public bool Equals(Nil other) => true;

    public override int GetHashCode() => 0;

    public override string ToString() => "()";
}
