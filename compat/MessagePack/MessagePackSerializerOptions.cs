namespace MessagePack;

/// <summary>Options of <see cref="MessagePackSerializer"/>; the stand-in has the package's defaults only.</summary>
public class MessagePackSerializerOptions
{
    private MessagePackSerializerOptions()
    {
    }

    public static MessagePackSerializerOptions Standard { get; } = new();

    /// <summary>Depth of nested arrays and maps up to which text is produced.</summary>
    internal int MaximumObjectGraphDepth { get; } = 500;
}
