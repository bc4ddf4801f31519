namespace Chonk.Cli;

/// <summary>What becomes of the verification keys that come with a flow.</summary>
internal enum KeyPolicy
{
    /// <summary>They are used as they are.</summary>
    Default,

    /// <summary>They are compared with the circuits' own; a difference ends the run.</summary>
    Check,

    /// <summary>They are ignored and computed anew.</summary>
    Recompute,
}
