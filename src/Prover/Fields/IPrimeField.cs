namespace Chonk.Prover.Fields;

/// <summary>An integer field modulo a prime below 2^254.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
public interface IPrimeField<TSelf> : IField<TSelf>
    where TSelf : struct, IPrimeField<TSelf>
{
    /// <summary>The prime modulus as an integer.</summary>
    static abstract UInt256 Modulus { get; }

    /// <summary>A square root when one exists.</summary>
    /// <param name="value">Any element.</param>
    /// <param name="root">One of the two roots (the other is its negative), or zero when there is none.</param>
    /// <returns>Whether <paramref name="value"/> is a square.</returns>
    static abstract bool TrySquareRoot(in TSelf value, out TSelf root);

    /// <summary>The canonical integer in <c>[0, p)</c> that this element stands for.</summary>
    UInt256 ToInteger();
}
