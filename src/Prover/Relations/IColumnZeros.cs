namespace Chonk.Prover.Relations;

/// <summary>What is known of the columns on some block of rows: enough to see that a relation contributes nothing there.</summary>
public interface IColumnZeros
{
    /// <summary>Whether a column is zero on every row of the block.</summary>
    bool IsZero(int column);

    /// <summary>Whether two columns agree on every row of the block.</summary>
    bool AreEqual(int left, int right);
}
