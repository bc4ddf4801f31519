using Chonk.Prover.Relations;

namespace Chonk.Prover.Tests.Arithmetization.Relations;

/// <summary>Rows, parameters and plain evaluation for tests of relations.</summary>
internal static class RelationTesting
{
    /// <summary>Parameters as symbols; the small integers stay integers, so that they are collected.</summary>
    public static RelationParameters<Formula> FormulaParameters { get; } =
        RelationParameters<Formula>.Create(index => (RelationParameter)index switch
        {
            RelationParameter.One => Formula.FromInt(1),
            RelationParameter.Two => Formula.FromInt(2),
            RelationParameter.Three => Formula.FromInt(3),
            _ => Formula.Symbol(RelationParameters.NameOf(index)),
        });

    public static Fr RandomFr(Random random)
    {
        byte[] bytes = new byte[64];
        random.NextBytes(bytes);
        return Fr.FromWideBytes(bytes);
    }

    public static RelationParameters<Fr> RandomParameters(Random random) =>
        RelationParameters.Create(RandomFr(random), RandomFr(random), RandomFr(random), RandomFr(random));
}
