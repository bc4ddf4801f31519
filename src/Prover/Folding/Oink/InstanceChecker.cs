using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Relations;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Folding.Oink;

/// <summary>
/// Tells whether a trace satisfies its circuit without proving anything: the derived columns are computed for random challenges and every
/// relation is evaluated on every row. A violated trace passes with probability below 2^-200.
/// </summary>
public static class InstanceChecker
{
    /// <summary>The first violated relation, or null when the trace satisfies all of them.</summary>
    /// <param name="instance">A populated instance; its derived columns and the memory records in <c>w_4</c> are overwritten.</param>
    public static RelationViolation? FindFirstViolation(MegaInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Fr eta = Fr.Random();
        Fr beta = Fr.Random();
        Fr gamma = Fr.Random();
        MemoryRecords.AddTo(instance, eta);
        LogDerivativeInverses.Compute(instance, beta, gamma);
        PermutationGrandProduct.Compute(instance, beta, gamma);
        Fr delta = PublicInputDelta.Compute([.. instance.PublicInputs], instance.PublicInputOffset, beta, gamma);

        Polynomial[] columns = new Polynomial[MegaColumns.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            MegaColumn column = (MegaColumn)i;
            columns[i] = i < MegaColumns.UnshiftedCount ? instance[column] : instance[MegaColumns.UnshiftedOf(column)].Shifted();
        }

        return RelationChecker.FindFirstViolation(columns, RelationParameters.Create(eta, beta, gamma, delta));
    }
}
