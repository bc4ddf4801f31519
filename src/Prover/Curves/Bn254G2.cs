using Chonk.Prover.Fields;

namespace Chonk.Prover.Curves;

/// <summary>
/// The group G2 of BN254: the points of order r on the twist y^2 = x^3 + 3 / (9 + u) over Fq2, whose cofactor is not 1. Generator as
/// in [EIP-197, eips.ethereum.org/EIPS/eip-197].
/// </summary>
public readonly record struct Bn254G2 : ICurve<Bn254G2, Fq2, Fr>
{
    /// <inheritdoc/>
    /// <remarks>3 / (9 + u) = (27 - 3u) / 82.</remarks>
    public static Fq2 B => new(
        Fq.FromInteger(new(0x3267e6dc24a138e5UL, 0xb5b4c5e559dbefa3UL, 0x81be18991be06ac3UL, 0x2b149d40ceb8aaaeUL)),
        Fq.FromInteger(new(0xe4a2bd0685c315d2UL, 0xa74fa084e52d1852UL, 0xcd2cafadeed8fdf4UL, 0x009713b03af0fed4UL)));

    /// <inheritdoc/>
    public static Fq2 GeneratorX => new(
        Fq.FromInteger(new(0x46debd5cd992f6edUL, 0x674322d4f75edaddUL, 0x426a00665e5c4479UL, 0x1800deef121f1e76UL)),
        Fq.FromInteger(new(0x97e485b7aef312c2UL, 0xf1aa493335a9e712UL, 0x7260bfb731fb5d25UL, 0x198e9393920d483aUL)));

    /// <inheritdoc/>
    public static Fq2 GeneratorY => new(
        Fq.FromInteger(new(0x4ce6cc0166fa7daaUL, 0xe3d1e7690c43d37bUL, 0x4aab71808dcb408fUL, 0x12c85ea5db8c6debUL)),
        Fq.FromInteger(new(0x55acdadcd122975bUL, 0xbc4b313370b38ef3UL, 0xec9e99ad690c3395UL, 0x090689d0585ff075UL)));

    /// <inheritdoc/>
    public static bool HasCofactor => true;
}
