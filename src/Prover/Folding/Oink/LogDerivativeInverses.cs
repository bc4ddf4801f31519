using Chonk.Prover.Arithmetization;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Folding.Oink;

/// <summary>
/// The columns of inverses of the lookup and databus arguments: <c>1 / (read term * table term)</c> on rows that read or are read, zero
/// elsewhere. One inversion per block of rows. Source: [Haboeck 2022], https://eprint.iacr.org/2022/1530.
/// </summary>
internal static class LogDerivativeInverses
{
    private const int BlockLength = 1 << 10;

    /// <summary>What is inverted on a row; zero where the row has no inverse.</summary>
    private interface IRowDenominator
    {
        Fr Evaluate(int row);
    }

    /// <summary>Fills <c>lookup_inverses</c> and the inverses of every databus column.</summary>
    /// <param name="instance">The trace.</param>
    /// <param name="beta">Challenge.</param>
    /// <param name="gamma">Challenge.</param>
    public static void Compute(MegaInstance instance, Fr beta, Fr gamma)
    {
        using Zone zone = Zone.Enter("compute_logderivative_inverses");
        using (Zone.Enter("Lookup::compute_logderivative_inverse"))
        {
            Fill(instance[MegaColumn.LookupInverses], new LookupDenominator(instance, beta, gamma));
        }

        foreach (BusColumn bus in Enum.GetValues<BusColumn>())
        {
            using Zone busZone = Zone.Enter("Databus::compute_logderivative_inverse");
            Fill(instance[MegaInstance.InversesOf(bus)], new BusDenominator(instance, bus, beta, gamma));
        }
    }

    /// <summary>The selector that, with q_busread, marks a read of a databus column.</summary>
    private static MegaColumn SelectorOf(BusColumn bus) => bus switch
    {
        BusColumn.KernelCalldata => MegaColumn.QL,
        BusColumn.FirstAppCalldata => MegaColumn.QR,
        BusColumn.SecondAppCalldata => MegaColumn.QO,
        BusColumn.ThirdAppCalldata => MegaColumn.Q4,
        BusColumn.ReturnData => MegaColumn.QM,
        _ => throw new ArgumentOutOfRangeException(nameof(bus)),
    };

    private static void Fill<TDenominator>(Polynomial inverses, TDenominator denominator)
        where TDenominator : struct, IRowDenominator
    {
        int count = inverses.StoredSize;
        int blocks = (count + BlockLength - 1) / BlockLength;
        Fr[][] scratch = [.. Enumerable.Range(0, WorkScheduler.Shared.ThreadCount).Select(_ => new Fr[BlockLength])];
        WorkScheduler.Shared.For(blocks, 1, (from, to, worker) =>
        {
            for (int block = from; block < to; block++)
            {
                int start = block * BlockLength;
                Span<Fr> part = inverses.Coefficients.Slice(start, Math.Min(BlockLength, count - start));
                for (int i = 0; i < part.Length; i++)
                {
                    part[i] = denominator.Evaluate(inverses.StartIndex + start + i);
                }

                FieldVector.Invert(part, scratch[worker]);
            }
        });
    }

    /// <summary>
    /// <c>(w_l + q_r w_l' + gamma + beta (w_r + q_m w_r') + beta^2 (w_o + q_c w_o') + beta^3 q_o)
    /// * (table_1 + gamma + beta table_2 + beta^2 table_3 + beta^3 table_4)</c>.
    /// </summary>
    private readonly struct LookupDenominator(MegaInstance instance, Fr beta, Fr gamma) : IRowDenominator
    {
        public Fr Evaluate(int row)
        {
            if (At(MegaColumn.QLookup, row).IsZero && At(MegaColumn.LookupReadTags, row).IsZero)
            {
                return default;
            }

            Fr first = At(MegaColumn.WL, row) + (At(MegaColumn.QR, row) * At(MegaColumn.WL, row + 1));
            Fr second = At(MegaColumn.WR, row) + (At(MegaColumn.QM, row) * At(MegaColumn.WR, row + 1));
            Fr third = At(MegaColumn.WO, row) + (At(MegaColumn.QC, row) * At(MegaColumn.WO, row + 1));
            Fr read = first + gamma + (beta * (second + (beta * (third + (beta * At(MegaColumn.QO, row))))));
            Fr table = At(MegaColumn.Table1, row) + gamma
                + (beta * (At(MegaColumn.Table2, row) + (beta * (At(MegaColumn.Table3, row) + (beta * At(MegaColumn.Table4, row))))));
            return read * table;
        }

        private Fr At(MegaColumn column, int row) => instance[column][row];
    }

    /// <summary><c>(w_l + beta w_r + gamma) * (value + beta databus_id + gamma)</c>.</summary>
    private readonly struct BusDenominator(MegaInstance instance, BusColumn bus, Fr beta, Fr gamma) : IRowDenominator
    {
        private readonly MegaColumn selector = SelectorOf(bus);
        private readonly MegaColumn counts = MegaInstance.ReadCountsOf(bus);
        private readonly MegaColumn values = MegaInstance.ValuesOf(bus);

        public Fr Evaluate(int row)
        {
            bool isRead = !At(MegaColumn.QBusread, row).IsZero && !At(selector, row).IsZero;
            if (!isRead && At(counts, row).IsZero)
            {
                return default;
            }

            Fr read = At(MegaColumn.WL, row) + (beta * At(MegaColumn.WR, row)) + gamma;
            return read * (At(values, row) + (beta * At(MegaColumn.DatabusId, row)) + gamma);
        }

        private Fr At(MegaColumn column, int row) => instance[column][row];
    }
}
