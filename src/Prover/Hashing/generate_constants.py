"""Derives the constants of Poseidon2 (BN254 scalar field, t = 4, d = 5) and writes Poseidon2.Constants.Generated.cs beside itself.

The Grain LFSR of the Poseidon paper (appendix F) is seeded with field type 1, s-box 0, n = 254, t = 4, 8 full and 56 partial rounds.
Its self-shrunk bits, 254 at a time and rejected when not below p, are the round constants: four per full round, one per partial round.
The next samples (reduced mod p) are candidates for the internal matrix; the fifth set of four is the first whose matrix passes the
tests of the Poseidon2 paper (section 5.3); one is subtracted from each, because the code multiplies by diag(d) + ones.
Usage: python3 generate_constants.py [--check]
"""
import pathlib
import sys

P = 21888242871839275222246405745257275088548364400416034343698204186575808495617
FULL, PARTIAL, T = 8, 56, 4


def grain():
    bits = []
    for value, width in ((1, 2), (0, 4), (254, 12), (T, 12), (FULL, 10), (PARTIAL, 10), ((1 << 30) - 1, 30)):
        bits += [int(c) for c in bin(value)[2:].zfill(width)]

    def step():
        bit = bits[62] ^ bits[51] ^ bits[38] ^ bits[23] ^ bits[13] ^ bits[0]
        bits.pop(0)
        bits.append(bit)
        return bit

    for _ in range(160):
        step()
    while True:
        keep, bit = step(), step()
        if keep:
            yield bit


def sample(stream):
    value = 0
    for _ in range(254):
        value = 2 * value + next(stream)
    return value


def derive():
    stream = grain()
    constants = []
    while len(constants) < T * FULL + PARTIAL:
        value = sample(stream)
        if value < P:
            constants.append(value)
    candidates = [[sample(stream) % P for _ in range(T)] for _ in range(5)]
    return constants, [(value - 1) % P for value in candidates[-1]]


def limbs(value):
    return ", ".join(f"0x{(value >> (64 * i)) & (2**64 - 1):016x}" for i in range(4)) + ","


def render():
    constants, diagonal = derive()
    lines = [
        "// Made by generate_constants.py; do not edit.",
        "namespace Chonk.Prover.Hashing;",
        "",
        "public static partial class Poseidon2",
        "{",
        "    /// <summary>Four little-endian limbs of each round constant: rounds in order, four per full round, one per partial round.</summary>",
        "    private static ReadOnlySpan<ulong> RoundConstantLimbs =>",
        "    [",
        *(f"        {limbs(value)}" for value in constants),
        "    ];",
        "",
        "    /// <summary>Four little-endian limbs of each diagonal entry of the internal matrix, minus one.</summary>",
        "    private static ReadOnlySpan<ulong> InternalDiagonalLimbs =>",
        "    [",
        *(f"        {limbs(value)}" for value in diagonal),
        "    ];",
        "}",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    target = pathlib.Path(__file__).with_name("Poseidon2.Constants.Generated.cs")
    text = render()
    if "--check" in sys.argv:
        sys.exit(0 if target.read_text() == text else "Poseidon2.Constants.Generated.cs differs from what the script makes")
    target.write_text(text)
