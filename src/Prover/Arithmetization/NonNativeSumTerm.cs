namespace Chonk.Prover.Arithmetization;

/// <summary>A sum <c>m_x x + m_y y + offset</c> or difference <c>m_x x - m_y y + offset</c> of limbs.</summary>
/// <param name="X">Variable x.</param>
/// <param name="MultiplierX">m_x.</param>
/// <param name="Y">Variable y.</param>
/// <param name="MultiplierY">m_y.</param>
/// <param name="Offset">Constant term.</param>
public readonly record struct NonNativeSumTerm(uint X, Fr MultiplierX, uint Y, Fr MultiplierY, Fr Offset);
