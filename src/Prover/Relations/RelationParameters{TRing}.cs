using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Relations;

/// <summary>
/// The challenges of the permutation, lookup and memory arguments with the constants of the formulas, as elements of one ring. Constants
/// stand here because making a ring element from an integer is a multiplication, which has no place in a row's formula.
/// </summary>
/// <typeparam name="TRing">The ring in which relations are evaluated.</typeparam>
public sealed class RelationParameters<TRing>
    where TRing : struct, IRing<TRing>
{
    internal const int Count = (int)RelationParameter.QuadStart + Poseidon2QuadCoefficients.Count;

    private readonly TRing[] values;

    private RelationParameters(TRing[] values) => this.values = values;

    /// <summary><c>eta</c>.</summary>
    public ref readonly TRing Eta => ref Get(RelationParameter.Eta);

    /// <summary><c>eta^2</c>.</summary>
    public ref readonly TRing EtaTwo => ref Get(RelationParameter.EtaTwo);

    /// <summary><c>eta^3</c>.</summary>
    public ref readonly TRing EtaThree => ref Get(RelationParameter.EtaThree);

    /// <summary><c>beta</c>.</summary>
    public ref readonly TRing Beta => ref Get(RelationParameter.Beta);

    /// <summary><c>beta^2</c>.</summary>
    public ref readonly TRing BetaTwo => ref Get(RelationParameter.BetaTwo);

    /// <summary><c>beta^3</c>.</summary>
    public ref readonly TRing BetaThree => ref Get(RelationParameter.BetaThree);

    /// <summary><c>gamma</c>.</summary>
    public ref readonly TRing Gamma => ref Get(RelationParameter.Gamma);

    /// <summary><c>public_input_delta</c>.</summary>
    public ref readonly TRing PublicInputDelta => ref Get(RelationParameter.PublicInputDelta);

    /// <summary>1.</summary>
    public ref readonly TRing One => ref Get(RelationParameter.One);

    /// <summary>2.</summary>
    public ref readonly TRing Two => ref Get(RelationParameter.Two);

    /// <summary>3.</summary>
    public ref readonly TRing Three => ref Get(RelationParameter.Three);

    /// <summary>-1/2.</summary>
    public ref readonly TRing NegatedHalf => ref Get(RelationParameter.NegatedHalf);

    /// <summary>-17, the constant term of Grumpkin's equation.</summary>
    public ref readonly TRing CurveB => ref Get(RelationParameter.CurveB);

    /// <summary>2^68.</summary>
    public ref readonly TRing LimbSize => ref Get(RelationParameter.LimbSize);

    /// <summary>2^14.</summary>
    public ref readonly TRing SublimbSize => ref Get(RelationParameter.SublimbSize);

    /// <summary>A constant of <see cref="Poseidon2QuadCoefficients"/>.</summary>
    /// <param name="index">One of its index constants.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly TRing Quad(int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), (int)RelationParameter.QuadStart + index);

    /// <summary>Consecutive constants of <see cref="Poseidon2QuadCoefficients"/>.</summary>
    /// <param name="first">Index of the first.</param>
    /// <param name="count">Number of constants.</param>
    public ReadOnlySpan<TRing> QuadRange(int first, int count) => values.AsSpan((int)RelationParameter.QuadStart + first, count);

    /// <summary>The same parameters in another ring.</summary>
    /// <param name="convert">The ring homomorphism, for example the broadcast into lanes.</param>
    public RelationParameters<TOther> Map<TOther>(Func<TRing, TOther> convert)
        where TOther : struct, IRing<TOther> => new(Array.ConvertAll(values, x => convert(x)));

    /// <summary>Parameters whose every value is chosen by index, for rings of symbols.</summary>
    internal static RelationParameters<TRing> Create(Func<int, TRing> byIndex)
    {
        TRing[] values = new TRing[Count];
        for (int i = 0; i < Count; i++)
        {
            values[i] = byIndex(i);
        }

        return new(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref readonly TRing Get(RelationParameter index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), (int)index);
}
