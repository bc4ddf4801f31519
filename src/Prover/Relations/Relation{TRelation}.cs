using Chonk.Prover.Fields;

namespace Chonk.Prover.Relations;

/// <summary>A relation on whole rows.</summary>
/// <typeparam name="TRelation">The relation.</typeparam>
public static class Relation<TRelation>
    where TRelation : struct, IRelation
{
    /// <summary>Evaluates every subrelation on one row, the common selector included.</summary>
    /// <param name="row">The columns by index.</param>
    /// <param name="parameters">Challenges and constants in the same ring.</param>
    /// <returns>One value per subrelation; all zero on a satisfied row but for linearly dependent ones.</returns>
    public static TRing[] Evaluate<TRing>(ReadOnlySpan<TRing> row, RelationParameters<TRing> parameters)
        where TRing : struct, IRing<TRing>
    {
        TRing[] forms = new TRing[TRelation.FormCount];
        TRing[] values = new TRing[TRelation.Subrelations.Length];
        TRelation.Prepare(row, parameters, forms);
        TRelation.Evaluate(forms, parameters, values);
        if (TRelation.SelectorColumn >= 0)
        {
            foreach (ref TRing value in values.AsSpan())
            {
                value = row[TRelation.SelectorColumn] * value;
            }
        }

        return values;
    }
}
