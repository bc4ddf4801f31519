using Chonk.Prover.Fields;

namespace Chonk.Prover.Sumcheck;

/// <summary>One thread's rows and sums of a round.</summary>
/// <typeparam name="TRing">The ring in which relations are evaluated.</typeparam>
internal sealed class RoundWorkspace<TRing>
    where TRing : struct, IRing<TRing>
{
    /// <summary>Room for the evaluations of one relation.</summary>
    public const int MaxLength = 8;

    /// <summary>Room for the forms of one relation.</summary>
    public const int MaxForms = 24;

    /// <summary>Room for a set of relations over rows of a length.</summary>
    public RoundWorkspace(int columnCount, int relationCount)
    {
        Even = new TRing[columnCount];
        Odd = new TRing[columnCount];
        Forms = new TRing[MaxForms];
        NextForms = new TRing[MaxForms];
        Steps = new TRing[MaxForms];
        Values = new TRing[MaxLength];
        Independent = new TRing[MaxLength];
        Dependent = new TRing[MaxLength];
        Sums = new Fr[relationCount * 2 * MaxLength];
    }

    /// <summary>The columns on the edges' even rows.</summary>
    public TRing[] Even { get; }

    /// <summary>The columns on their odd rows.</summary>
    public TRing[] Odd { get; }

    /// <summary>A relation's forms at the current point of the edges' lines.</summary>
    public TRing[] Forms { get; }

    /// <summary>Its forms on the odd rows and beyond.</summary>
    public TRing[] NextForms { get; }

    /// <summary>Their steps.</summary>
    public TRing[] Steps { get; }

    /// <summary>A relation's subrelations.</summary>
    public TRing[] Values { get; }

    /// <summary>A block's sums at the points 0, 1, ... of what is weighted by the pow polynomial.</summary>
    public TRing[] Independent { get; }

    /// <summary>The same of what is not.</summary>
    public TRing[] Dependent { get; }

    /// <summary>Per relation eight weighted sums, then eight others.</summary>
    public Fr[] Sums { get; }

    /// <summary>The weighted sums of a relation.</summary>
    public Span<Fr> IndependentSums(int relation) => Sums.AsSpan(2 * MaxLength * relation, MaxLength);

    /// <summary>The other sums of a relation.</summary>
    public Span<Fr> DependentSums(int relation) => Sums.AsSpan((2 * MaxLength * relation) + MaxLength, MaxLength);
}
