using System.Globalization;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Arithmetization;

/// <content>
/// Range constraints: the values of one bound, together with 0, 3, 6, ..., bound, form a multiset that equals the multiset of a sorted list
/// whose neighbours differ by at most 3 and which runs from 0 to the bound.
/// </content>
public sealed partial class MegaCircuitBuilder
{
    /// <summary>Width of the limbs into which wider values are cut.</summary>
    public const int RangeLimbBits = 14;

    private readonly SortedDictionary<ulong, RangeList> rangeLists = [];
    private readonly Dictionary<uint, RangeList> rangeListOfTag = [];

    /// <summary>Constrains a variable to <c>[0, 2^bitCount)</c>.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="bitCount">1 to 253.</param>
    /// <param name="reason">What is violated if the value is larger; a general text when null.</param>
    /// <remarks>
    /// 1 bit costs a bool gate; up to 14 bits an unconstrained row, so that the variable occurs on a wire, and membership in a list; more bits are cut into limbs, each in a list, recomposed by three per gate.
    /// </remarks>
    public void ConstrainBits(uint variable, int bitCount, string? reason = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bitCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitCount, 253);
        if (ValueOf(variable).ToInteger().BitLength > bitCount)
        {
            Fail(reason ?? string.Create(CultureInfo.InvariantCulture, $"A value exceeds its {bitCount} bits."));
        }

        if (bitCount == 1)
        {
            AddBoolGate(variable);
        }
        else if (bitCount <= RangeLimbBits)
        {
            AddUnconstrainedRow(MegaBlockKind.Arithmetic, new(variable, ZeroVariable, ZeroVariable, ZeroVariable));
            ConstrainToList(variable, (1UL << bitCount) - 1, reason);
        }
        else
        {
            DecomposeIntoLimbs(variable, bitCount, RangeLimbBits, reason);
        }
    }

    /// <summary>Cuts a variable into range-constrained limbs.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="bitCount">Its width.</param>
    /// <param name="limbBits">Width of all limbs but possibly the last; at most 14.</param>
    /// <param name="reason">What is violated if a limb is too large.</param>
    /// <returns>The limbs' variables, least significant first.</returns>
    public uint[] DecomposeIntoLimbs(uint variable, int bitCount, int limbBits, string? reason = null)
    {
        UInt256 value = ValueOf(variable).ToInteger();
        if (value.BitLength > bitCount)
        {
            Fail(reason ?? string.Create(CultureInfo.InvariantCulture, $"A value exceeds its {bitCount} bits."));
        }

        int limbCount = (bitCount + limbBits - 1) / limbBits;
        uint[] limbs = new uint[limbCount];
        for (int i = 0; i < limbCount; i++)
        {
            limbs[i] = AddVariable(Fr.FromUInt64(value.GetBits(i * limbBits, limbBits)));
            ConstrainToList(limbs[i], (1UL << Math.Min(limbBits, bitCount - (i * limbBits))) - 1, reason);
        }

        // value - 2^0 limb_0 - 2^14 limb_1 - ... = 0: each gate takes three limbs off the accumulator on w_4 of the next row.
        uint accumulator = variable;
        Fr rest = ValueOf(variable);
        for (int i = 0; i < limbCount; i += 3)
        {
            bool isLast = i + 3 >= limbCount;
            Fr s0 = PowerOfTwo(i * limbBits);
            Fr s1 = PowerOfTwo((i + 1) * limbBits);
            Fr s2 = PowerOfTwo((i + 2) * limbBits);
            ArithmeticGate gate = new(Limb(i), Limb(i + 1), Limb(i + 2), accumulator) { QA = s0, QB = s1, QC = s2, QD = -Fr.One };
            AddGate(gate, addsNextFourth: !isLast);
            if (!isLast)
            {
                rest -= (s0 * ValueOf(gate.A)) + (s1 * ValueOf(gate.B)) + (s2 * ValueOf(gate.C));
                accumulator = AddVariable(rest);
            }
        }

        return limbs;

        uint Limb(int index) => index < limbCount ? limbs[index] : ZeroVariable;
    }

    /// <summary>Constrains a variable, which must occur on some wire, to <c>[0, bound]</c> with a bound below 2^32.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="bound">Largest value.</param>
    /// <param name="reason">What is violated if the value is larger.</param>
    public void ConstrainToList(uint variable, ulong bound, string? reason = null)
    {
        while (true)
        {
            if (ValueOf(variable).ToInteger() > UInt256.FromUInt64(bound))
            {
                Fail(reason ?? string.Create(CultureInfo.InvariantCulture, $"A value exceeds {bound}."));
            }

            if (!rangeLists.TryGetValue(bound, out RangeList? list))
            {
                list = AddRangeList(bound);
            }

            uint tag = TagOf(variable);
            if (tag == list.Tag)
            {
                return;
            }

            if (tag == 0)
            {
                AssignTag(variable, list.Tag);
                list.Variables.Add(variable);
                return;
            }

            if (rangeListOfTag[tag].Bound < bound)
            {
                return;
            }

            // In a list with a larger bound already: constrain a copy.
            uint copy = AddVariable(ValueOf(variable));
            AddGate(new(variable, copy, ZeroVariable, ZeroVariable) { QA = Fr.One, QB = -Fr.One });
            variable = copy;
        }
    }

    private static Fr PowerOfTwo(int exponent) => Fr.FromInteger(UInt256.One << exponent);

    private RangeList AddRangeList(ulong bound)
    {
        (uint tag, uint sortedTag) = AddTagPair();
        RangeList list = new(bound, tag, sortedTag);
        for (ulong value = 0; value <= bound; value += 3)
        {
            Append(value);
        }

        Append(bound);
        AddUnconstrainedRows(list.Variables.Span);
        rangeLists.Add(bound, list);
        rangeListOfTag.Add(tag, list);
        return list;

        void Append(ulong value)
        {
            uint variable = AddVariable(Fr.FromUInt64(value));
            list.Variables.Add(variable);
            AssignTag(variable, tag);
        }
    }

    private void FinalizeRangeLists()
    {
        foreach (RangeList list in rangeLists.Values)
        {
            FinalizeRangeList(list);
        }
    }

    private void FinalizeRangeList(RangeList list)
    {
        // One entry per class of equal variables.
        Span<uint> variables = list.Variables.Span;
        for (int i = 0; i < variables.Length; i++)
        {
            variables[i] = RealIndexOf(variables[i]);
        }

        variables.Sort();
        int count = 0;
        for (int i = 0; i < variables.Length; i++)
        {
            if (i == 0 || variables[i] != variables[i - 1])
            {
                variables[count++] = variables[i];
            }
        }

        using NativeBuffer<uint> sorted = new(count, BufferCategory.Input);
        for (int i = 0; i < count; i++)
        {
            sorted.Span[i] = (uint)ValueOf(variables[i]).ToInteger().L0;
        }

        sorted.Span.Sort();
        int padding = ((4 - (count % 4)) % 4) + (count <= 4 ? 4 : 0);
        using NativeBuffer<uint> row = new(padding + count, BufferCategory.Input);
        row.Span[..padding].Fill(ZeroVariable);
        for (int i = 0; i < count; i++)
        {
            uint variable = AddVariable(Fr.FromUInt64(sorted.Span[i]));
            AssignTag(variable, list.SortedTag);
            row.Span[padding + i] = variable;
        }

        AddSortedRows(row.Span, list.Bound);
    }

    /// <summary>Rows that say: starts at 0, ends at <paramref name="last"/>, each step is 0, 1, 2 or 3.</summary>
    private void AddSortedRows(ReadOnlySpan<uint> variables, ulong last)
    {
        uint zero = ZeroVariable;
        AddGate(new(variables[0], zero, zero, zero) { QA = Fr.One });
        for (int i = 0; i < variables.Length; i += 4)
        {
            AddRow(MegaBlockKind.DeltaRange, new(variables[i], variables[i + 1], variables[i + 2], variables[i + 3]), default, 1);
        }

        AddUnconstrainedRow(MegaBlockKind.DeltaRange, new(variables[^1], zero, zero, zero));
        AddGate(new(variables[^1], zero, zero, zero) { QA = Fr.One, Constant = -Fr.FromUInt64(last) });
    }

    private void DisposeRanges()
    {
        foreach (RangeList list in rangeLists.Values)
        {
            list.Dispose();
        }
    }

    /// <summary>The variables of one bound.</summary>
    private sealed class RangeList(ulong bound, uint tag, uint sortedTag) : IDisposable
    {
        public ulong Bound { get; } = bound;

        public uint Tag { get; } = tag;

        public uint SortedTag { get; } = sortedTag;

        public NativeList<uint> Variables { get; } = new(BufferCategory.Input);

        public void Dispose() => Variables.Dispose();
    }
}
