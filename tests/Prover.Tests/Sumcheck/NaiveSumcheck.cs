using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Tests.Sumcheck;

/// <summary>
/// Round univariates straight from the definition: dense tables, every relation on every edge at every point, the pow polynomial as a
/// product over all variables.
/// </summary>
internal sealed class NaiveSumcheck(
    IReadOnlyList<Polynomial> columns, int logSize, Fr alpha, Fr[] betas, RelationParameters<Fr> parameters)
{
    private readonly List<Fr> bound = [];
    private Fr[][] rows =
        [.. Enumerable.Range(0, 1 << logSize).Select(i => columns.Select(c => i < c.VirtualSize ? c[i] : Fr.Zero).ToArray())];

    /// <summary>The columns at the bound point, once all rounds are done.</summary>
    public Fr[] Evaluations => rows[0];

    public Fr[] Univariate(int length)
    {
        Fr[] values = new Fr[length];
        for (int edge = 0; edge < (rows.Length + 1) / 2; edge++)
        {
            for (int k = 0; k < length; k++)
            {
                Batched batched = new() { Row = At(edge, Fr.FromInt(k)), Parameters = parameters, Alpha = alpha };
                MegaRelations.Visit(ref batched);
                values[k] += (Pow(edge, Fr.FromInt(k)) * batched.Independent) + batched.Dependent;
            }
        }

        return values;
    }

    public void Bind(Fr challenge)
    {
        rows = [.. Enumerable.Range(0, (rows.Length + 1) / 2).Select(e => At(e, challenge))];
        bound.Add(challenge);
    }

    private Fr[] At(int edge, Fr x)
    {
        Fr[] even = rows[2 * edge];
        Fr[] odd = (2 * edge) + 1 < rows.Length ? rows[(2 * edge) + 1] : new Fr[even.Length];
        return [.. even.Zip(odd, (a, b) => ((Fr.One - x) * a) + (x * b))];
    }

    private Fr Pow(int edge, Fr x)
    {
        Fr product = Fr.One;
        for (int i = 0; i < betas.Length; i++)
        {
            int later = i - bound.Count - 1;
            Fr value = i < bound.Count ? bound[i] : later < 0 ? x : (edge >> later & 1) != 0 ? Fr.One : Fr.Zero;
            product *= Fr.One - value + (value * betas[i]);
        }

        return product;
    }

    private struct Batched : IRelationVisitor
    {
        public required Fr[] Row;
        public required RelationParameters<Fr> Parameters;
        public required Fr Alpha;
        public Fr Independent;
        public Fr Dependent;
        private int index;

        public void Visit<TRelation>()
            where TRelation : struct, IRelation
        {
            Fr[] values = Relation<TRelation>.Evaluate<Fr>(Row, Parameters);
            for (int i = 0; i < values.Length; i++)
            {
                Fr term = Fr.Pow(Alpha, (ulong)index++) * values[i];
                if (TRelation.Subrelations[i].IsLinearlyDependent)
                {
                    Dependent += term;
                }
                else
                {
                    Independent += term;
                }
            }
        }
    }
}
