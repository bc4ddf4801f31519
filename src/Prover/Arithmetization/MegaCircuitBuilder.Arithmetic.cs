namespace Chonk.Prover.Arithmetization;

/// <content>
/// Gates of the arithmetic block. With <c>q_arith = 1</c> a row says <c>q_m w_l w_r + q_l w_l + q_r w_r + q_o w_o + q_4 w_4 + q_c = 0</c>;
/// with <c>q_arith = 2</c> the next row's <c>w_4</c> is added and the product counts half.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    /// <summary>Adds a gate.</summary>
    /// <param name="gate">Variables and coefficients.</param>
    /// <param name="addsNextFourth">
    /// Whether the variable on the fourth wire of the next arithmetic row, which the caller adds right after, is a further term.
    /// </param>
    public void AddGate(in ArithmeticGate gate, bool addsNextFourth = false) =>
        AddRow(
            MegaBlockKind.Arithmetic,
            new(gate.A, gate.B, gate.C, gate.D),
            new()
            {
                QM = addsNextFourth ? Fr.Double(gate.QM) : gate.QM,
                QL = gate.QA,
                QR = gate.QB,
                QO = gate.QC,
                Q4 = gate.QD,
                QC = gate.Constant,
            },
            addsNextFourth ? 2u : 1u);

    /// <summary>Adds <c>v (v - 1) = 0</c>.</summary>
    public void AddBoolGate(uint variable) =>
        AddGate(new(variable, variable, ZeroVariable, ZeroVariable) { QM = Fr.One, QA = -Fr.One });

    /// <summary>Adds <c>v - value = 0</c>.</summary>
    public void FixWitness(uint variable, in Fr value)
    {
        if (ValueOf(variable) != value)
        {
            Fail("A variable fixed to a constant has another value.");
        }

        AddGate(new(variable, ZeroVariable, ZeroVariable, ZeroVariable) { QA = Fr.One, Constant = -value });
    }

    /// <summary>
    /// <c>A constant that must hold</c>: fixes a variable through the cached constant, <c>v = PutConstant(value)</c>, without a gate of its own
    /// if the constant is known.
    /// </summary>
    public void AssertConstant(uint variable, in Fr value) =>
        AssertEqual(variable, PutConstant(value), "A variable fixed to a constant has another value.");

    private void AddUnconstrainedRows(ReadOnlySpan<uint> variables)
    {
        for (int i = 0; i < variables.Length; i += 4)
        {
            AddUnconstrainedRow(
                MegaBlockKind.Arithmetic,
                new(variables[i], At(variables, i + 1), At(variables, i + 2), At(variables, i + 3)));
        }

        uint At(ReadOnlySpan<uint> all, int index) => index < all.Length ? all[index] : ZeroVariable;
    }
}
