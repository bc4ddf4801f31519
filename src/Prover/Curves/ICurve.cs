using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves;

/// <summary>A short Weierstrass curve y^2 = x^3 + b with b not zero, and a generator of its subgroup of prime order.</summary>
/// <typeparam name="TSelf">The implementing marker struct.</typeparam>
/// <typeparam name="TBase">Field of the coordinates.</typeparam>
/// <typeparam name="TScalar">Integers modulo the order of the generator.</typeparam>
public interface ICurve<TSelf, TBase, TScalar>
    where TSelf : struct, ICurve<TSelf, TBase, TScalar>
    where TBase : struct, IField<TBase>
    where TScalar : struct, IPrimeField<TScalar>
{
    /// <summary>The constant term b.</summary>
    static abstract TBase B { get; }

    /// <summary>Abscissa of the generator.</summary>
    static abstract TBase GeneratorX { get; }

    /// <summary>Ordinate of the generator.</summary>
    static abstract TBase GeneratorY { get; }

    /// <summary>Whether the curve has more points than the subgroup, so that a point on it must be checked for its order.</summary>
    static abstract bool HasCofactor { get; }
}
