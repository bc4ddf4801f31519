using Chonk.Prover.Arithmetization;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Relations;

namespace Chonk.Prover.Tests.Arithmetization.Relations;

/// <summary>
/// A satisfied Mega trace that has rows of every relation, made by hand from the meaning of the gates rather than by a circuit builder:
/// every column is an array that a test may alter before it asks for polynomials.
/// </summary>
internal sealed partial class SampleTrace
{
    private const int BusStart = 4;
    private readonly Random random;
    private readonly Fr eta;
    private readonly Fr beta;
    private readonly Fr gamma;
    private int row;

    public SampleTrace(int seed, int rowCount = 128)
    {
        random = new Random(seed);
        RowCount = rowCount;
        Columns = [.. Enumerable.Range(0, MegaColumns.UnshiftedCount).Select(_ => new Fr[rowCount])];
        eta = Next();
        beta = Next();
        gamma = Next();
        row = 1;
        AddEccOps();
        AddLookups();
        AddArithmetic();
        AddDeltaRange();
        AddElliptic();
        AddMemory();
        AddNonNativeField();
        AddDatabus();
        AddPoseidon2();
        Fr delta = AddPermutation();
        Parameters = RelationParameters.Create(eta, beta, gamma, delta);
    }

    public int RowCount { get; }

    public Fr[][] Columns { get; }

    public RelationParameters<Fr> Parameters { get; }

    /// <summary>One past the last row with wires.</summary>
    public int UsedRows => row;

    public ref Fr At(MegaColumn column, int index) => ref Columns[(int)column][index];

    /// <summary>The 72 columns, each stored only from its first to its last non-zero row.</summary>
    public Polynomial[] ToPolynomials()
    {
        Polynomial[] all = new Polynomial[MegaColumns.Count];
        for (int c = 0; c < MegaColumns.UnshiftedCount; c++)
        {
            Fr[] values = Columns[c];
            int start = Math.Max(0, Array.FindIndex(values, v => !v.IsZero));
            int end = Array.FindLastIndex(values, v => !v.IsZero) + 1;
            all[c] = new Polynomial(end == 0 ? 0 : start, Math.Max(0, end - start), RowCount, BufferCategory.Other);
            values.AsSpan(start, Math.Max(0, end - start)).CopyTo(all[c].Coefficients);
        }

        for (MegaColumn shifted = MegaColumn.WLShift; shifted <= MegaColumn.ZPermShift; shifted++)
        {
            all[(int)shifted] = all[(int)MegaColumns.UnshiftedOf(shifted)].Shifted();
        }

        return all;
    }

    public static void Dispose(Polynomial[] polynomials)
    {
        foreach (Polynomial polynomial in polynomials)
        {
            polynomial.Dispose();
        }
    }

    private static Fr Int(long value) => Fr.FromInt(value);

    private Fr Next() => RelationTesting.RandomFr(random);

    private int AddRow(Fr l, Fr r, Fr o, Fr w4, params (MegaColumn Column, Fr Value)[] selectors)
    {
        At(MegaColumn.WL, row) = l;
        At(MegaColumn.WR, row) = r;
        At(MegaColumn.WO, row) = o;
        At(MegaColumn.W4, row) = w4;
        foreach ((MegaColumn column, Fr value) in selectors)
        {
            At(column, row) = value;
        }

        return row++;
    }

    private void AddEccOps()
    {
        for (int i = 0; i < 4; i++)
        {
            int added = AddRow(Next(), Next(), Next(), Next());
            At(MegaColumn.LagrangeEccOp, added - 1) = Fr.One;
            for (int w = 0; w < 4; w++)
            {
                At(MegaColumn.EccOpWire1 + w, added - 1) = At(MegaColumn.WL + w, added);
            }
        }
    }

    /// <summary>A table of three entries (e, 2e, 3e) and a read of two chained rows with step sizes 10, 20, 30, then one of a single row.</summary>
    private void AddLookups()
    {
        int table = row;
        for (int i = 0; i < 3; i++)
        {
            At(MegaColumn.Table1, table + i) = Int(i + 1);
            At(MegaColumn.Table2, table + i) = Int(2 * (i + 1));
            At(MegaColumn.Table3, table + i) = Int(3 * (i + 1));
            At(MegaColumn.Table4, table + i) = Int(7);
        }

        (MegaColumn, Fr)[] kind = [(MegaColumn.QLookup, Fr.One), (MegaColumn.QO, Int(7))];
        AddRow(Int(3 + 10), Int(6 + 40), Int(9 + 90), Next(),
            [.. kind, (MegaColumn.QR, Int(-10)), (MegaColumn.QM, Int(-20)), (MegaColumn.QC, Int(-30))]);
        AddRow(Int(1), Int(2), Int(3), Next(), kind);
        AddRow(Int(1), Int(2), Int(3), Next(), kind);
        At(MegaColumn.LookupReadCounts, table) = Int(2);
        At(MegaColumn.LookupReadTags, table) = Fr.One;
        At(MegaColumn.LookupReadCounts, table + 2) = Fr.One;
        At(MegaColumn.LookupReadTags, table + 2) = Fr.One;
        for (int i = table; i < row; i++)
        {
            Fr next(MegaColumn column) => At(column, i + 1);
            Fr read = At(MegaColumn.WL, i) + (At(MegaColumn.QR, i) * next(MegaColumn.WL))
                + (beta * (At(MegaColumn.WR, i) + (At(MegaColumn.QM, i) * next(MegaColumn.WR))))
                + (beta * beta * (At(MegaColumn.WO, i) + (At(MegaColumn.QC, i) * next(MegaColumn.WO))))
                + (beta * beta * beta * At(MegaColumn.QO, i)) + gamma;
            Fr entry = At(MegaColumn.Table1, i) + (beta * At(MegaColumn.Table2, i)) + (beta * beta * At(MegaColumn.Table3, i))
                + (beta * beta * beta * At(MegaColumn.Table4, i)) + gamma;
            At(MegaColumn.LookupInverses, i) = Fr.Inverse(read * entry);
        }
    }

    private void AddArithmetic()
    {
        for (int kind = 1; kind <= 3; kind++)
        {
            for (int i = 0; i < 2; i++)
            {
                int added = AddRow(Next(), Next(), Next(), Next());
                At(MegaColumn.QArith, added) = Int(kind);
                foreach (MegaColumn column in new[] { MegaColumn.QM, MegaColumn.QL, MegaColumn.QR, MegaColumn.QO, MegaColumn.Q4 })
                {
                    At(column, added) = Next();
                }
            }
        }

        int end = AddRow(Next(), Next(), Next(), Next());
        for (int i = end - 6; i < end; i++)
        {
            Fr linear = Fr.Zero;
            foreach ((MegaColumn q, MegaColumn w) in new[]
            {
                (MegaColumn.QL, MegaColumn.WL), (MegaColumn.QR, MegaColumn.WR), (MegaColumn.QO, MegaColumn.WO), (MegaColumn.Q4, MegaColumn.W4),
            })
            {
                linear += At(q, i) * At(w, i);
            }

            Fr product = At(MegaColumn.QM, i) * At(MegaColumn.WL, i) * At(MegaColumn.WR, i);
            Fr next = At(MegaColumn.W4, i + 1);
            switch (At(MegaColumn.QArith, i).ToInteger().L0)
            {
                case 1:
                    At(MegaColumn.QC, i) = -(product + linear);
                    break;
                case 2:
                    At(MegaColumn.QC, i) = -((product * Fr.Inverse(Int(2))) + linear + next);
                    break;
                default:
                    At(MegaColumn.QM, i) = At(MegaColumn.WL, i + 1) - At(MegaColumn.WL, i) - At(MegaColumn.W4, i);
                    At(MegaColumn.QC, i) = -(linear + next + next);
                    break;
            }
        }
    }

    private void AddDeltaRange()
    {
        AddRow(Int(5), Int(5), Int(6), Int(8), (MegaColumn.QDeltaRange, Fr.One));
        AddRow(Int(11), Int(14), Int(14), Int(16), (MegaColumn.QDeltaRange, Fr.One));
        AddRow(Int(17), Fr.Zero, Fr.Zero, Fr.Zero);
    }

    private void AddElliptic()
    {
        (Fr X, Fr Y) p = NextPoint();
        (Fr X, Fr Y) q = NextPoint();
        foreach (int sign in new[] { 1, -1 })
        {
            (Fr X, Fr Y) sum = Add(p, (q.X, sign == 1 ? q.Y : -q.Y));
            AddRow(Next(), p.X, p.Y, Next(), (MegaColumn.QElliptic, Fr.One), (MegaColumn.QL, Int(sign)));
            AddRow(q.X, sum.X, sum.Y, q.Y);
        }

        (Fr X, Fr Y) twice = Add(p, p);
        AddRow(Next(), p.X, p.Y, Next(), (MegaColumn.QElliptic, Fr.One), (MegaColumn.QM, Fr.One), (MegaColumn.QL, Fr.One));
        AddRow(Next(), twice.X, twice.Y, Next());
    }

    private (Fr X, Fr Y) NextPoint()
    {
        while (true)
        {
            Fr x = Next();
            if (Fr.TrySquareRoot((x * x * x) - Int(17), out Fr y))
            {
                return (x, y);
            }
        }
    }

    private static (Fr X, Fr Y) Add((Fr X, Fr Y) p, (Fr X, Fr Y) q)
    {
        Fr slope = p == q
            ? Int(3) * p.X * p.X * Fr.Inverse(p.Y + p.Y)
            : (q.Y - p.Y) * Fr.Inverse(q.X - p.X);
        Fr x = (slope * slope) - p.X - q.X;
        return (x, (slope * (p.X - x)) - p.Y);
    }
}
