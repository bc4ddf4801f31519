using Chonk.Prover.Relations;

namespace Chonk.Prover.Tests.Arithmetization.Relations;

/// <summary>The zeros of some rows given as arrays.</summary>
internal readonly struct RowZeros(params Fr[][] rows) : IColumnZeros
{
    public bool IsZero(int column) => rows.All(r => r[column].IsZero);

    public bool AreEqual(int left, int right) => rows.All(r => r[left] == r[right]);
}
