namespace Chonk.Prover.Arithmetization;

/// <content>
/// Sums of integers in four limbs: with <c>q_arith = 3</c> the first row says both <c>z_0 = x_0 + y_0</c>, z_0 being on the next row's fourth
/// wire, and <c>w_l + w_4 - w_l_shift + q_m = 0</c>, which adds a fifth pair; three more rows add the other limbs.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    /// <summary>Adds four limbs and an unscaled fifth pair, or subtracts them, in four rows.</summary>
    /// <param name="limbs">The four limbs' terms.</param>
    /// <param name="fifth">The fifth term; its multipliers must be 1.</param>
    /// <param name="isDifference">Whether y is subtracted.</param>
    /// <returns>The variables of the results.</returns>
    public (LimbVariables Limbs, uint Fifth) AddNonNativeSum(ReadOnlySpan<NonNativeSumTerm> limbs, in NonNativeSumTerm fifth, bool isDifference)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limbs.Length, 4);
        if (!fifth.MultiplierX.IsOne || !fifth.MultiplierY.IsOne)
        {
            throw new ArgumentException("The fifth pair must not be scaled.", nameof(fifth));
        }

        Fr sign = isDifference ? -Fr.One : Fr.One;
        uint z0 = AddVariable(ValueOf(limbs[0]));
        uint z1 = AddVariable(ValueOf(limbs[1]));
        uint z2 = AddVariable(ValueOf(limbs[2]));
        uint z3 = AddVariable(ValueOf(limbs[3]));
        uint z5 = AddVariable(ValueOf(fifth));

        // y_5 + x_5 - z_5 + offset = 0, or y_5 + z_5 - x_5 - offset = 0; the limb counts twice because w_4_shift does.
        AddRow(
            MegaBlockKind.Arithmetic,
            new(fifth.Y, limbs[0].X, limbs[0].Y, isDifference ? z5 : fifth.X),
            new()
            {
                QM = sign * fifth.Offset,
                QR = -Fr.Double(limbs[0].MultiplierX),
                QO = -Fr.Double(sign * limbs[0].MultiplierY),
                QC = -Fr.Double(limbs[0].Offset),
            },
            3);
        AddRow(
            MegaBlockKind.Arithmetic,
            new(isDifference ? fifth.X : z5, limbs[1].X, limbs[1].Y, z0),
            new() { QR = -limbs[1].MultiplierX, QO = -(sign * limbs[1].MultiplierY), QC = -limbs[1].Offset },
            2);
        AddGate(new(limbs[2].X, limbs[2].Y, z2, z1)
        {
            QA = -limbs[2].MultiplierX,
            QB = -(sign * limbs[2].MultiplierY),
            QC = Fr.One,
            Constant = -limbs[2].Offset,
        });
        AddGate(new(limbs[3].X, limbs[3].Y, z3, ZeroVariable)
        {
            QA = -limbs[3].MultiplierX,
            QB = -(sign * limbs[3].MultiplierY),
            QC = Fr.One,
            Constant = -limbs[3].Offset,
        });
        return (new(z0, z1, z2, z3), z5);

        Fr ValueOf(in NonNativeSumTerm term) =>
            (term.MultiplierX * this.ValueOf(term.X)) + (sign * term.MultiplierY * this.ValueOf(term.Y)) + term.Offset;
    }
}
