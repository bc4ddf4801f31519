namespace Chonk.Prover.Relations;

/// <summary>The challenges and constants that relations use, by index into <see cref="RelationParameters{TRing}"/>.</summary>
internal enum RelationParameter
{
    /// <summary>Batches the wires of a memory record.</summary>
    Eta,

    /// <summary><c>eta^2</c>.</summary>
    EtaTwo,

    /// <summary><c>eta^3</c>.</summary>
    EtaThree,

    /// <summary>Batches columns in permutation, lookup and databus arguments.</summary>
    Beta,

    /// <summary><c>beta^2</c>.</summary>
    BetaTwo,

    /// <summary><c>beta^3</c>.</summary>
    BetaThree,

    /// <summary>Shifts the terms of those arguments.</summary>
    Gamma,

    /// <summary>Quotient of the grand product that the public inputs account for.</summary>
    PublicInputDelta,

    /// <summary>1.</summary>
    One,

    /// <summary>2.</summary>
    Two,

    /// <summary>3.</summary>
    Three,

    /// <summary>-1/2.</summary>
    NegatedHalf,

    /// <summary>b of Grumpkin's equation y^2 = x^3 + b: -17.</summary>
    CurveB,

    /// <summary>2^68, the limb of a non-native field element.</summary>
    LimbSize,

    /// <summary>2^14, the sublimb of such a limb.</summary>
    SublimbSize,

    /// <summary>First of the constants of <see cref="Poseidon2QuadCoefficients"/>.</summary>
    QuadStart,
}
