namespace Chonk.Gate.Diagnostics;

/// <summary>How much a diagnostic weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; changes no verdict.</summary>
    Information,

    /// <summary>Shown as a warning; the verdict is not a failure.</summary>
    Warning,

    /// <summary>Fails the gate.</summary>
    Error,
}
