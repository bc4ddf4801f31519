namespace VerifyTests;

/// <summary>Stand-in for Verify's exception: a snapshot is new or differs.</summary>
/// <param name="message">In the layout of upstream: folder, files, then the comparer's message or both texts.</param>
public sealed class VerifyException(string message) : Exception(message)
{
    /// <inheritdoc/>
    public override string StackTrace => "";
}
