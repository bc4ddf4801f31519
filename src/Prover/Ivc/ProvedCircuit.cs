using Chonk.Prover.Arithmetization;
using Chonk.Prover.Folding;

namespace Chonk.Prover.Ivc;

/// <summary>One circuit of a proof.</summary>
/// <param name="Name">Its name in the flow.</param>
/// <param name="Key">Its verification key.</param>
/// <param name="ElementCount">Elements of its part of the proof, public inputs first.</param>
public sealed record ProvedCircuit(string Name, VerificationKey Key, int ElementCount)
{
    /// <summary>The length that a circuit with this key has at a position of the chain.</summary>
    internal static int ExpectedElementCount(int index, VerificationKey key) =>
        FoldingProofLength.OfCircuit(index == 0, key.PublicInputCount);
}
