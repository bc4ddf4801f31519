namespace Chonk.Prover.Ivc;

/// <summary>A circuit whose witness violates it, found while it was built: no proof of it would verify.</summary>
public sealed class UnsatisfiedCircuitException : Exception
{
    /// <summary>A violation.</summary>
    /// <param name="circuitName">The circuit's name in the flow.</param>
    /// <param name="reason">The first constraint that does not hold.</param>
    public UnsatisfiedCircuitException(string circuitName, string reason)
        : base($"{circuitName}: {reason}")
    {
        CircuitName = circuitName;
        Reason = reason;
    }

    /// <summary>The circuit's name in the flow.</summary>
    public string CircuitName { get; }

    /// <summary>The first constraint that does not hold.</summary>
    public string Reason { get; }
}
