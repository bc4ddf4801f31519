using Chonk.Prover.Relations;

namespace Chonk.Prover.Sumcheck;

/// <summary>
/// Whether a relation's forms must be reduced before it is evaluated on <see cref="Fr8"/>: found once, by evaluating it over
/// <see cref="Magnitude"/> at all points of an edge.
/// </summary>
/// <typeparam name="TRelation">The relation.</typeparam>
internal static class RelationRange<TRelation>
    where TRelation : struct, IRelation
{
    /// <summary>Whether some factor would leave the kernels' range without a reduction.</summary>
    /// <exception cref="NotSupportedException">With one it leaves it too; thrown where the relation is first used.</exception>
    public static readonly bool NeedsReduction = LargestFactor(reduced: false) > Fr8.MaxMagnitude
        && (LargestFactor(reduced: true) <= Fr8.MaxMagnitude ? true : throw new NotSupportedException(TRelation.Name));

    // Room for the columns of any kind of row.
    private const int MaxColumns = 256;

    private static double LargestFactor(bool reduced)
    {
        Magnitude.LargestFactor = 0;
        RelationParameters<Magnitude> parameters = RelationParameters<Magnitude>.Create(_ => Magnitude.One);
        Magnitude[] row = new Magnitude[MaxColumns];
        Array.Fill(row, Magnitude.Loaded);
        Magnitude[] forms = new Magnitude[TRelation.FormCount];
        Magnitude[] values = new Magnitude[TRelation.Subrelations.Length];
        Magnitude[] separators = new Magnitude[values.Length];
        Array.Fill(separators, Magnitude.One);
        TRelation.Prepare(row, parameters, forms);
        if (reduced)
        {
            forms = Array.ConvertAll(forms, f => new Magnitude(Fr8Reduction.Bound(f.Value)));
        }

        Magnitude[] steps = Array.ConvertAll(forms, f => f + f);
        for (int k = 1; k < RelationShape<TRelation>.Length; k++)
        {
            TRelation.Evaluate(forms, parameters, values);
            _ = Magnitude.Dot(separators, values);
            for (int i = 0; i < forms.Length; i++)
            {
                forms[i] += steps[i];
            }
        }

        return Magnitude.LargestFactor;
    }
}
