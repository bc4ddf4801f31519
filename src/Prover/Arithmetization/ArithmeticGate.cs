namespace Chonk.Prover.Arithmetization;

/// <summary>
/// The constraint <c>QM a b + QA a + QB b + QC c + QD d + Constant = 0</c> over four variables; coefficients that are not set are zero.
/// </summary>
/// <param name="A">Variable on <c>w_l</c>.</param>
/// <param name="B">Variable on <c>w_r</c>.</param>
/// <param name="C">Variable on <c>w_o</c>.</param>
/// <param name="D">Variable on <c>w_4</c>.</param>
public readonly record struct ArithmeticGate(uint A, uint B, uint C, uint D)
{
    /// <summary>Coefficient of <c>a b</c>.</summary>
    public Fr QM { get; init; }

    /// <summary>Coefficient of <c>a</c>.</summary>
    public Fr QA { get; init; }

    /// <summary>Coefficient of <c>b</c>.</summary>
    public Fr QB { get; init; }

    /// <summary>Coefficient of <c>c</c>.</summary>
    public Fr QC { get; init; }

    /// <summary>Coefficient of <c>d</c>.</summary>
    public Fr QD { get; init; }

    /// <summary>Constant term.</summary>
    public Fr Constant { get; init; }
}
