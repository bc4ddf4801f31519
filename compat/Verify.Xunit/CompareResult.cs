namespace VerifyTests;

/// <summary>Stand-in for <c>VerifyTests.CompareResult</c>: what a comparer says.</summary>
public readonly struct CompareResult : IEquatable<CompareResult>
{
    private CompareResult(bool isEqual, string? message)
    {
        IsEqual = isEqual;
        Message = message;
    }

    /// <summary>A comparer's result without a message.</summary>
    /// <param name="isEqual">Whether received and verified count as equal.</param>
    public CompareResult(in bool isEqual)
        : this(isEqual, null)
    {
    }

    /// <summary>Equal.</summary>
    public static CompareResult Equal { get; } = new(true);

    /// <summary>Whether received and verified count as equal.</summary>
    public bool IsEqual { get; }

    /// <summary>Shown instead of both texts when they differ.</summary>
    public string? Message { get; }

    /// <summary>Not equal.</summary>
    /// <param name="message">Shown instead of both texts.</param>
    /// <returns>The result.</returns>
    public static CompareResult NotEqual(in string? message = null) => new(false, message);

    /// <inheritdoc/>
    public bool Equals(CompareResult other) => IsEqual == other.IsEqual && Message == other.Message;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CompareResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsEqual, Message);

    public static bool operator ==(CompareResult left, CompareResult right) => left.Equals(right);

    public static bool operator !=(CompareResult left, CompareResult right) => !left.Equals(right);
}
