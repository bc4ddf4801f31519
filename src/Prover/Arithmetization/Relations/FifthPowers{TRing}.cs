using System.Runtime.CompilerServices;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>Fifth powers of a row of four partial rounds and of the first three of the next row, side by side for dot products.</summary>
/// <typeparam name="TRing">The ring.</typeparam>
[InlineArray(Count)]
internal struct FifthPowers<TRing>
    where TRing : struct
{
    /// <summary>Number of powers.</summary>
    public const int Count = 7;

    private TRing first;
}
