namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Products of eight elements side by side. An element is five doubles <c>l_0..l_4</c> of value <c>sum of l_i 2^(52 i)</c>, signed; eight of them are
/// a block of five vectors, 40 doubles, limb after limb. R = 2^260. A factor's limbs are below 2^51 in magnitude ("balanced"); one of the two
/// may have limbs up to 2^52 (an unsigned digit, or a difference of balanced ones). Results are balanced, of magnitude at most
/// <c>|a b| / 2^260 + 0.57 p</c>. Source: generate.py beside this file.
/// </summary>
internal unsafe interface IKernel512
{
    /// <summary>Digit 0 of p in radix 2^52, unsigned.</summary>
    static abstract long P0 { get; }

    /// <summary>Digit 1 of p.</summary>
    static abstract long P1 { get; }

    /// <summary>Digit 2 of p.</summary>
    static abstract long P2 { get; }

    /// <summary>Digit 3 of p.</summary>
    static abstract long P3 { get; }

    /// <summary>Digit 4 of p.</summary>
    static abstract long P4 { get; }

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

    /// <summary><c>r = a b / 2^260 mod p</c>.</summary>
    static abstract void Multiply(double* r, double* a, double* b);

    /// <summary><c>r = a b / 2^260 + d mod p</c>; the integers d have magnitude below 2^53 a limb.</summary>
    static abstract void MultiplyAdd(double* r, double* a, double* b, double* d);

    /// <summary><c>r = a^2 / 2^260 mod p</c>, a balanced.</summary>
    static abstract void Square(double* r, double* a);

    /// <summary><c>r = a^2 / 2^260 + d mod p</c>, a balanced; the integers d have magnitude below 2^53 a limb.</summary>
    static abstract void SquareAdd(double* r, double* a, double* d);

    /// <summary><c>r = sum of a_n b_n / 2^260 mod p</c> over consecutive blocks; at most 64 of them, so that no 64-bit column overflows.</summary>
    static abstract void Dot(double* r, double* a, double* b, long count);
}
