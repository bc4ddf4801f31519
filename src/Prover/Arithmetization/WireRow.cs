namespace Chonk.Prover.Arithmetization;

/// <summary>The four variables on the wires of one row.</summary>
/// <param name="L">Variable on <c>w_l</c>.</param>
/// <param name="R">Variable on <c>w_r</c>.</param>
/// <param name="O">Variable on <c>w_o</c>.</param>
/// <param name="Fourth">Variable on <c>w_4</c>.</param>
public readonly record struct WireRow(uint L, uint R, uint O, uint Fourth)
{
    /// <summary>The variable on wire 0 to 3.</summary>
    /// <param name="wire">0 for <c>w_l</c>, 1 for <c>w_r</c>, 2 for <c>w_o</c>, 3 for <c>w_4</c>.</param>
    public uint this[int wire] => wire switch { 0 => L, 1 => R, 2 => O, _ => Fourth };
}
