namespace Chonk.Prover.Fields.Vector;

/// <summary>What the AVX-512 kernels have beyond <see cref="IVectorKernel"/>, for curve points and sumcheck. Blocks are 40 doubles.</summary>
internal unsafe interface IKernel512 : IVectorKernel
{
    /// <summary>Balanced digit 0 of p.</summary>
    static abstract double B0 { get; }

    /// <summary>Balanced digit 1 of p.</summary>
    static abstract double B1 { get; }

    /// <summary>Balanced digit 2 of p.</summary>
    static abstract double B2 { get; }

    /// <summary>Balanced digit 3 of p.</summary>
    static abstract double B3 { get; }

    /// <summary>Balanced digit 4 of p.</summary>
    static abstract double B4 { get; }

    /// <summary><c>2^208 / p</c>: times the top limb, an estimate of the quotient by p.</summary>
    static abstract double InverseTop { get; }

    /// <summary><c>-1 / p mod 4</c>.</summary>
    static abstract long NegatedInverseMod4 { get; }

    /// <summary><c>r = a^2 / 2^260 mod p</c>, a balanced.</summary>
    static abstract void Square(double* r, double* a);

    /// <summary><c>r = a^2 / 2^260 + d mod p</c>, a balanced; the integers d have magnitude below 2^53 a limb.</summary>
    static abstract void SquareAdd(double* r, double* a, double* d);
}
