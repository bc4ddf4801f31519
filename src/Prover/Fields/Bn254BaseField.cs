namespace Chonk.Prover.Fields;

/// <summary>
/// The base field of BN254, which is the scalar field of Grumpkin.
/// p = 21888242871839275222246405745257275088696311157297823662689037894645226208583.
/// Source: [Barreto, Naehrig 2005], parameter u = 4965661367192848881.
/// </summary>
public readonly record struct Bn254BaseField : IPrimeFieldParameters
{
    /// <inheritdoc/>
    public static ulong P0 => 0x3c208c16d87cfd47UL;

    /// <inheritdoc/>
    public static ulong P1 => 0x97816a916871ca8dUL;

    /// <inheritdoc/>
    public static ulong P2 => 0xb85045b68181585dUL;

    /// <inheritdoc/>
    public static ulong P3 => 0x30644e72e131a029UL;

    /// <inheritdoc/>
    public static ulong NegatedInverse => 0x87d20782e4866389UL;

    /// <inheritdoc/>
    public static UInt256 RModP => new(0xd35d438dc58f0d9dUL, 0x0a78eb28f5c70b3dUL, 0x666ea36f7879462cUL, 0x0e0a77c19a07df2fUL);

    /// <inheritdoc/>
    public static UInt256 RSquaredModP => new(0xf32cfc5b538afa89UL, 0xb5e71911d44501fbUL, 0x47ab1eff0a417ff6UL, 0x06d89f71cab8351fUL);

    /// <inheritdoc/>
    public static int TwoAdicity => 1;

    /// <inheritdoc/>
    public static ulong NonResidue => 3;
}
