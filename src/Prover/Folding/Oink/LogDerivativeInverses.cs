using Chonk.Prover.Arithmetization;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Folding.Oink;

/// <summary>
/// The columns of inverses of the lookup and databus arguments: <c>1 / (read term * table term)</c> on rows that read or are read, zero
/// elsewhere. One inversion per block of rows. Source: [Haboeck 2022], https://eprint.iacr.org/2022/1530.
/// </summary>
internal static class LogDerivativeInverses
{
    private const int BlockLength = 1 << 8;

    /// <summary>What is inverted on a block of rows.</summary>
    private interface IDenominators
    {
        /// <summary>Writes the denominators of the rows from <paramref name="first"/> on; zero where the row has no inverse.</summary>
        /// <param name="first">First row.</param>
        /// <param name="denominators">Up to a block of rows.</param>
        /// <param name="scratch">Rows of columns.</param>
        void Write(int first, Span<Fr> denominators, RowScratch scratch);
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
            Fill(instance[MegaColumn.LookupInverses], new LookupDenominators(instance, beta, gamma));
        }

        foreach (BusColumn bus in Enum.GetValues<BusColumn>())
        {
            using Zone busZone = Zone.Enter("Databus::compute_logderivative_inverse");
            Fill(instance[MegaInstance.InversesOf(bus)], new BusDenominators(instance, bus, beta, gamma));
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

    private static void Fill<TDenominators>(Polynomial inverses, TDenominators source)
        where TDenominators : struct, IDenominators
    {
        int count = inverses.StoredSize;
        int blocks = (count + BlockLength - 1) / BlockLength;
        using NativeBuffer<Fr> scratch = NativeBuffer<Fr>.CreateUninitialized(
            blocks == 0 ? 0 : WorkScheduler.Shared.ThreadCount * RowScratch.Length, BufferCategory.WitnessDerived);
        WorkScheduler.Shared.For(blocks, 1, (from, to, worker) =>
        {
            Span<Fr> own = scratch.Span.Slice(worker * RowScratch.Length, RowScratch.Length);
            for (int block = from; block < to; block++)
            {
                int start = block * BlockLength;
                Span<Fr> part = inverses.Coefficients.Slice(start, Math.Min(BlockLength, count - start));
                RowScratch rows = new(own);
                source.Write(inverses.StartIndex + start, part, rows);
                FieldVector.Invert(part, own);
            }
        });
    }

    /// <summary>Room for a few blocks of rows, handed out one after the other.</summary>
    private ref struct RowScratch(Span<Fr> rows)
    {
        /// <summary>Elements of scratch: six blocks.</summary>
        public const int Length = 6 * BlockLength;

        private Span<Fr> free = rows;

        /// <summary>Rows of a column, to be read.</summary>
        public ReadOnlySpan<Fr> Read(Polynomial column, int first, int count)
        {
            ReadOnlySpan<Fr> read = column.Rows(first, count, free[..BlockLength]);
            free = free[BlockLength..];
            return read;
        }

        /// <summary>A copy of rows of a column, to be changed.</summary>
        public Span<Fr> Copy(Polynomial column, int first, int count)
        {
            Span<Fr> copy = free[..count];
            column.Read(first, copy);
            free = free[BlockLength..];
            return copy;
        }
    }

    /// <summary>
    /// <c>(w_l + q_r w_l' + gamma + beta (w_r + q_m w_r') + beta^2 (w_o + q_c w_o') + beta^3 q_o)
    /// * (table_1 + gamma + beta table_2 + beta^2 table_3 + beta^3 table_4)</c>.
    /// </summary>
    private readonly struct LookupDenominators(MegaInstance instance, Fr beta, Fr gamma) : IDenominators
    {
        public void Write(int first, Span<Fr> denominators, RowScratch scratch)
        {
            int count = denominators.Length;
            Polynomial reads = instance[MegaColumn.QLookup];
            Polynomial tags = instance[MegaColumn.LookupReadTags];
            if (reads.IsZeroOn(first, first + count) && tags.IsZeroOn(first, first + count))
            {
                denominators.Clear();
                return;
            }

            // By Horner's rule in beta; the denominators hold the read term first.
            Span<Fr> sum = scratch.Copy(instance[MegaColumn.QO], first, count);
            Span<Fr> next = scratch.Copy(instance[MegaColumn.WO], first, count);
            AddStep(MegaColumn.QC, MegaColumn.WO, first, sum, next, scratch);
            instance[MegaColumn.WR].Read(first, sum);
            AddStep(MegaColumn.QM, MegaColumn.WR, first, next, sum, scratch);
            instance[MegaColumn.WL].Read(first, denominators);
            AddStep(MegaColumn.QR, MegaColumn.WL, first, sum, denominators, scratch);

            Span<Fr> table = next;
            instance[MegaColumn.Table3].Read(first, table);
            FieldVector.AddScaled(scratch.Read(instance[MegaColumn.Table4], first, count), beta, table);
            instance[MegaColumn.Table2].Read(first, sum);
            FieldVector.AddScaled(table, beta, sum);
            instance[MegaColumn.Table1].Read(first, table);
            FieldVector.AddScaled(sum, beta, table);
            ReadOnlySpan<Fr> isRead = scratch.Read(reads, first, count);
            ReadOnlySpan<Fr> isTagged = scratch.Read(tags, first, count);
            for (int i = 0; i < count; i++)
            {
                denominators[i] = isRead[i].IsZero && isTagged[i].IsZero ? default : denominators[i] + gamma;
                table[i] += gamma;
            }

            FieldVector.Multiply(denominators, table, denominators);
        }

        /// <summary><c>target += step * next row + beta * sum</c>, the target holding the column itself.</summary>
        private void AddStep(MegaColumn step, MegaColumn column, int first, ReadOnlySpan<Fr> sum, Span<Fr> target, RowScratch scratch)
        {
            FieldVector.AddScaled(sum, beta, target);
            if (!instance[step].IsZeroOn(first, first + target.Length))
            {
                FieldVector.MultiplyAdd(
                    scratch.Read(instance[step], first, target.Length),
                    scratch.Read(instance[column], first + 1, target.Length),
                    target,
                    target);
            }
        }
    }

    /// <summary><c>(w_l + beta w_r + gamma) * (value + beta databus_id + gamma)</c>.</summary>
    private readonly struct BusDenominators(MegaInstance instance, BusColumn bus, Fr beta, Fr gamma) : IDenominators
    {
        public void Write(int first, Span<Fr> denominators, RowScratch scratch)
        {
            int count = denominators.Length;
            Polynomial reads = instance[MegaColumn.QBusread];
            Polynomial selector = instance[SelectorOf(bus)];
            Polynomial counts = instance[MegaInstance.ReadCountsOf(bus)];
            bool readsHere = !reads.IsZeroOn(first, first + count) && !selector.IsZeroOn(first, first + count);
            if (!readsHere && counts.IsZeroOn(first, first + count))
            {
                denominators.Clear();
                return;
            }

            instance[MegaColumn.WL].Read(first, denominators);
            FieldVector.AddScaled(scratch.Read(instance[MegaColumn.WR], first, count), beta, denominators);
            Span<Fr> entry = scratch.Copy(instance[MegaInstance.ValuesOf(bus)], first, count);
            FieldVector.AddScaled(scratch.Read(instance[MegaColumn.DatabusId], first, count), beta, entry);
            ReadOnlySpan<Fr> isRead = scratch.Read(reads, first, count);
            ReadOnlySpan<Fr> isSelected = scratch.Read(selector, first, count);
            ReadOnlySpan<Fr> readCounts = scratch.Read(counts, first, count);
            for (int i = 0; i < count; i++)
            {
                bool isActive = !readCounts[i].IsZero || (!isRead[i].IsZero && !isSelected[i].IsZero);
                denominators[i] = isActive ? denominators[i] + gamma : default;
                entry[i] += gamma;
            }

            FieldVector.Multiply(denominators, entry, denominators);
        }
    }
}
