using System.Globalization;
using Chonk.Prover.Hashing;

namespace Chonk.Prover.Relations;

/// <summary>
/// Constants of the relations that put four partial rounds of Poseidon2 on one row. A row stores only lane 0 of the state before each of
/// its four rounds, <c>w_l, w_r, w_o, w_4</c>; with <c>u_k = (w_k + c_k)^5</c> the other three lanes at its start are determined by
/// the linear system <c>V s = b</c>, because lane 0 after one, two and three rounds is known.
/// </summary>
/// <remarks>
/// With the diagonal <c>D_j = 1 + d_j</c> of the internal matrix and <c>Sigma = D_2 + D_3 + D_4</c>: V has rows <c>1</c>, <c>D_j</c>,
/// <c>D_j^2</c> over j = 2, 3, 4; <c>b_1 = w_r - D_1 u_0</c>, <c>b_2 = w_o - 2 w_r + (2 D_1 - 3) u_0 - D_1 u_1</c>,
/// <c>b_3 = w_4 - w_o - (Sigma + 2) w_r + ((Sigma + 2) D_1 - Sigma - 3) u_0 + (D_1 - 3) u_1 - D_1 u_2</c>. The state after the four rounds
/// is then linear in <c>(w_r, w_o, w_4, u_0, u_1, u_2, u_3)</c>; its coefficients and those of V times its hidden lanes stand here.
/// Source of the permutation: [Grassi, Khovratovich, Schofnegger 2023, https://eprint.iacr.org/2023/323].
/// </remarks>
public static class Poseidon2QuadCoefficients
{
    /// <summary>
    /// Number of terms of a linear form: w_r, w_o, w_4, u_0, u_1, u_2, u_3, then the fifth powers u_0', u_1', u_2' of the next row, which only
    /// the rows of <see cref="Vandermonde"/> use.
    /// </summary>
    public const int Terms = 10;

    /// <summary>Index of u_0's coefficient within a form.</summary>
    public const int FirstPower = 3;

    /// <summary>Index of <c>out_k</c>'s coefficients, lane k of the state after the row, is <c>ClosedForm + Terms * k</c>, k = 0..3.</summary>
    public const int ClosedForm = 0;

    /// <summary>
    /// Index of the coefficients of row k of <c>V * (out_1, out_2, out_3)</c>, less those of the next row's powers in <c>b_(k+1)</c>, is
    /// <c>Vandermonde + Terms * k</c>, k = 0..2.
    /// </summary>
    public const int Vandermonde = ClosedForm + (4 * Terms);

    /// <summary><c>D_1</c>.</summary>
    public const int D1 = Vandermonde + (3 * Terms);

    /// <summary><c>Sigma + 2</c>.</summary>
    public const int SigmaPlusTwo = D1 + 1;

    /// <summary><c>Sigma + 6</c>.</summary>
    public const int SigmaPlusSix = D1 + 2;

    /// <summary><c>D_j + 2</c> for j = 2, 3, 4.</summary>
    public const int RoundTwo = D1 + 3;

    /// <summary><c>D_j^2 + D_j + Sigma + 4</c> for j = 2, 3, 4.</summary>
    public const int RoundThree = RoundTwo + 3;

    /// <summary>Number of constants.</summary>
    public const int Count = RoundThree + 3;

    private static readonly Fr[] All = Compute();

    /// <summary>The constants by index.</summary>
    public static ReadOnlySpan<Fr> Values => All;

    /// <summary>How formulas write a constant.</summary>
    internal static string NameOf(int index) => index switch
    {
        < Vandermonde => Form("C", index - ClosedForm),
        < D1 => Form("V", index - Vandermonde),
        D1 => "D_1",
        SigmaPlusTwo => "(S + 2)",
        SigmaPlusSix => "(S + 6)",
        < RoundThree => string.Create(CultureInfo.InvariantCulture, $"(D_{index - RoundTwo + 2} + 2)"),
        _ => string.Create(CultureInfo.InvariantCulture, $"(D_{index - RoundThree + 2}^2 + D_{index - RoundThree + 2} + S + 4)"),
    };

    private static string Form(string letter, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{letter}_{index / Terms}{index % Terms}");

    private static Fr[] Compute()
    {
        Fr one = Fr.One;
        Fr two = Fr.FromInt(2);
        Fr three = Fr.FromInt(3);
        Fr d1 = Poseidon2.InternalDiagonal[0] + one;
        Fr[] d = [Poseidon2.InternalDiagonal[1] + one, Poseidon2.InternalDiagonal[2] + one, Poseidon2.InternalDiagonal[3] + one];
        Fr sigma = d[0] + d[1] + d[2];
        Fr[] all = new Fr[Count];
        all[D1] = d1;
        all[SigmaPlusTwo] = sigma + two;
        all[SigmaPlusSix] = sigma + Fr.FromInt(6);
        for (int j = 0; j < 3; j++)
        {
            all[RoundTwo + j] = d[j] + two;
            all[RoundThree + j] = (d[j] * d[j]) + d[j] + sigma + Fr.FromInt(4);
        }

        // Terms w_r, w_o, w_4, u_0, u_1, u_2, u_3 of the right sides b_1, b_2, b_3.
        Fr[][] b =
        [
            Pad(one, default, default, -d1),
            Pad(-two, one, default, (two * d1) - three, -d1),
            Pad(-(sigma + two), -one, one, ((sigma + two) * d1) - sigma - three, d1 - three, -d1),
        ];
        Fr[][] lanes = SolveVandermonde(d, b);

        // Four rounds: lane 0 becomes D_1 u_k + sum of lanes, lane j becomes D_j lane_j + the other lanes + u_k.
        Fr[] lane0 = new Fr[Terms];
        for (int round = 0; round < 4; round++)
        {
            Fr[] sum = Combine((one, lanes[0]), (one, lanes[1]), (one, lanes[2]));
            lane0 = [.. sum];
            lane0[3 + round] += d1;
            for (int j = 0; j < 3; j++)
            {
                lanes[j] = Combine((d[j] - one, lanes[j]), (one, sum));
                lanes[j][3 + round] += one;
            }
        }

        lane0.CopyTo(all, ClosedForm);
        Fr[] power = [one, one, one];
        for (int row = 0; row < 3; row++)
        {
            lanes[row].CopyTo(all, ClosedForm + (Terms * (row + 1)));
            Combine((power[0], lanes[0]), (power[1], lanes[1]), (power[2], lanes[2])).CopyTo(all, Vandermonde + (Terms * row));
            for (int i = 0; i < 3; i++)
            {
                all[Vandermonde + (Terms * row) + 7 + i] = -b[row][FirstPower + i];
            }

            for (int j = 0; j < 3; j++)
            {
                power[j] *= d[j];
            }
        }

        return all;
    }

    private static Fr[] Pad(params ReadOnlySpan<Fr> form)
    {
        Fr[] padded = new Fr[Terms];
        form.CopyTo(padded);
        return padded;
    }

    private static Fr[] Combine(params ReadOnlySpan<(Fr Scalar, Fr[] Form)> terms)
    {
        Fr[] result = new Fr[Terms];
        foreach ((Fr scalar, Fr[] form) in terms)
        {
            for (int i = 0; i < Terms; i++)
            {
                result[i] += scalar * form[i];
            }
        }

        return result;
    }

    /// <summary>
    /// Solves <c>sum_j D_j^i s_j = b_i</c>, i = 0..2, by Lagrange: s_j is the pairing of b with the coefficients of
    /// <c>prod_(m != j) (X - D_m) / (D_j - D_m)</c>.
    /// </summary>
    private static Fr[][] SolveVandermonde(Fr[] d, Fr[][] b)
    {
        Fr[][] solution = new Fr[3][];
        for (int j = 0; j < 3; j++)
        {
            Fr x = d[(j + 1) % 3];
            Fr y = d[(j + 2) % 3];
            Fr scale = Fr.Inverse((d[j] - x) * (d[j] - y));
            solution[j] = Combine((scale * x * y, b[0]), (-(scale * (x + y)), b[1]), (scale, b[2]));
        }

        return solution;
    }
}
