namespace Chonk.Prover.Arithmetization;

/// <content>
/// Operations on BN254 points that are not proved here but handed on: the block's wires are committed to as columns of their own, which
/// the elliptic curve virtual machine proves to be right.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    /// <summary>Variable of the op code "add": 8.</summary>
    public uint AddOpCodeVariable { get; }

    /// <summary>Variable of the op code "multiply and add": 4.</summary>
    public uint MultiplyOpCodeVariable { get; }

    /// <summary>Variable of the op code "compare and reset": 3.</summary>
    public uint EqualityOpCodeVariable { get; }

    /// <summary>Adds one operation: rows (op, x_lo, x_hi, y_lo) and (second, y_hi, z_1, z_2), without selectors.</summary>
    /// <param name="opCode">Variable of the op code.</param>
    /// <param name="x">Low and high part (136 bits and the rest) of the x coordinate.</param>
    /// <param name="y">Low and high part of the y coordinate.</param>
    /// <param name="z">The two parts of the scalar.</param>
    /// <param name="second">Variable on the first wire of the second row; zero unless the operation is a random one.</param>
    /// <returns>The six new variables.</returns>
    public EccOpVariables AddEccOp(uint opCode, (Fr Low, Fr High) x, (Fr Low, Fr High) y, (Fr First, Fr Second) z, uint? second = null)
    {
        EccOpVariables op = new(
            opCode, AddVariable(x.Low), AddVariable(x.High), AddVariable(y.Low), AddVariable(y.High), AddVariable(z.First), AddVariable(z.Second));
        AddUnconstrainedRow(MegaBlockKind.EccOp, new(opCode, op.XLow, op.XHigh, op.YLow));
        AddUnconstrainedRow(MegaBlockKind.EccOp, new(second ?? ZeroVariable, op.YHigh, op.Z1, op.Z2));
        return op;
    }
}
