using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Circuits;

/// <summary>How a constraint that constants alone violate is reported.</summary>
internal static class CircuitViolations
{
    /// <summary>Records the violation in the circuit, or throws if there is none: constants then contradict each other.</summary>
    /// <exception cref="InvalidOperationException">There is no circuit to record it in.</exception>
    public static void ViolateOrThrow(this MegaCircuitBuilder? builder, string reason)
    {
        if (builder is null)
        {
            throw new InvalidOperationException(reason);
        }

        builder.Fail(reason);
    }
}
