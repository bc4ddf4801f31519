using Chonk.Prover.Memory;

namespace Chonk.Prover.Arithmetization;

/// <summary>
/// Builds a Mega circuit together with its witness: variables, copy constraints between them, and rows of gates in the blocks of
/// <see cref="MegaBlockKind"/>. Which variables and gates a method adds, and in which order, is part of the protocol: keys depend on it.
/// </summary>
/// <remarks>
/// Matches Barretenberg 5.0.0. A value that violates a gate does not stop the building: the gates depend on the circuit alone, and
/// the first such violation is kept in <see cref="Failure"/>. Memory: 48 bytes per row, 40 per variable, booked as
/// <see cref="BufferCategory.Input"/>. Not safe for concurrent use.
/// </remarks>
public sealed partial class MegaCircuitBuilder : IDisposable
{
    private readonly MegaBlock[] blocks;
    private readonly FieldPalette palette = new();
    private bool disposed;

    /// <summary>A circuit that starts with the given witness as variables 0, 1, ... and the constants 0, 8, 4 and 3.</summary>
    /// <param name="witness">Values of the first variables.</param>
    /// <param name="publicInputs">Indices below <c>witness.Length</c> that are public, in order.</param>
    /// <remarks>
    /// The row that fixes zero comes before there is a variable known to be zero, and puts variable 0 on its unused wires: the
    /// witness's first value, if there is one. This shows in every key.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A public input is not a witness index.</exception>
    public MegaCircuitBuilder(ReadOnlySpan<Fr> witness, ReadOnlySpan<uint> publicInputs)
    {
        blocks = new MegaBlock[Enum.GetValues<MegaBlockKind>().Length];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new MegaBlock((MegaBlockKind)i);
        }

        ReserveVariables(witness.Length + (witness.Length / 2));
        foreach (ref readonly Fr value in witness)
        {
            AddVariable(value);
        }

        foreach (uint index in publicInputs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, (uint)witness.Length, nameof(publicInputs));
            publicInputIndices.Add(index);
        }

        ZeroVariable = PutConstant(Fr.Zero);
        AddOpCodeVariable = PutConstant(Fr.FromUInt64(8));
        MultiplyOpCodeVariable = PutConstant(Fr.FromUInt64(4));
        EqualityOpCodeVariable = PutConstant(Fr.FromUInt64(3));
    }

    /// <summary>A circuit without witness of its own.</summary>
    public MegaCircuitBuilder()
        : this([], [])
    {
    }

    /// <summary>The variable that is fixed to zero; it stands on unused wires.</summary>
    public uint ZeroVariable { get; }

    /// <summary>Why the witness does not satisfy the circuit, as far as building noticed; null if it noticed nothing.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether <see cref="FinalizeCircuit"/> was called; no gate can be added afterwards.</summary>
    public bool IsFinalized { get; private set; }

    /// <summary>
    /// Number of gates as the reference prover counts them: rows of all blocks but public inputs and ecc operations. Final only after
    /// <see cref="FinalizeCircuit"/>.
    /// </summary>
    public int GateCount
    {
        get
        {
            int count = 0;
            foreach (MegaBlock block in blocks)
            {
                count += block.Kind is MegaBlockKind.PublicInputs or MegaBlockKind.EccOp ? 0 : block.RowCount;
            }

            return count;
        }
    }

    /// <summary>The selector values of all rows.</summary>
    internal FieldPalette Palette => palette;

    /// <summary>One block of the trace.</summary>
    public MegaBlock Block(MegaBlockKind kind) => blocks[(int)kind];

    /// <summary>
    /// Adds what can be added only when everything else is known: products of non-native fields, sorted ROM and RAM records, sorted range
    /// lists in ascending order of their bound, and the public input rows. Later calls do nothing.
    /// </summary>
    public void FinalizeCircuit()
    {
        if (IsFinalized)
        {
            return;
        }

        AddQueuedNonNativeProducts();
        FinalizeRomArrays();
        FinalizeRamArrays();
        FinalizeRangeLists();
        foreach (uint index in publicInputIndices)
        {
            AddRow(MegaBlockKind.PublicInputs, new(index, index, ZeroVariable, ZeroVariable), default, 0);
        }

        FlattenClasses();
        TrimExcess();
        IsFinalized = true;
    }

    /// <summary>Records that the witness violates the circuit; only the first reason is kept.</summary>
    /// <param name="reason">What is violated.</param>
    public void Fail(string reason) => Failure ??= reason;

    /// <summary>Returns the memory of variables and rows.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        foreach (MegaBlock block in blocks)
        {
            block.Dispose();
        }

        palette.Dispose();
        DisposeVariables();
        DisposeRanges();
    }

    /// <summary>Adds a row that no relation constrains, at most read by the row before it.</summary>
    /// <param name="kind">The block.</param>
    /// <param name="wires">Its variables.</param>
    public void AddUnconstrainedRow(MegaBlockKind kind, in WireRow wires) => AddRow(kind, wires, default, 0);

    /// <summary>Adds a row of a Poseidon2 external round.</summary>
    /// <param name="gate">The relation.</param>
    /// <param name="wires">The state before the round.</param>
    /// <param name="selectors">The round constants.</param>
    public void AddPoseidon2ExternalRow(Poseidon2ExternalGate gate, in WireRow wires, in RowSelectors selectors) =>
        AddRow(MegaBlockKind.Poseidon2External, wires, selectors, (uint)gate);

    /// <summary>Adds a row of Poseidon2 internal rounds.</summary>
    /// <param name="gate">The relation.</param>
    /// <param name="wires">The variables of the row.</param>
    /// <param name="selectors">The round constants.</param>
    public void AddPoseidon2InternalRow(Poseidon2InternalGate gate, in WireRow wires, in RowSelectors selectors) =>
        AddRow(MegaBlockKind.Poseidon2QuadInternal, wires, selectors, (uint)gate);

    /// <summary>Nothing is added any more: returns spare memory, and lists that are of use only while adding.</summary>
    private void TrimExcess()
    {
        foreach (MegaBlock block in blocks)
        {
            block.TrimExcess();
        }

        TrimVariables();
        DisposeRanges();
    }

    private void AddRow(MegaBlockKind kind, in WireRow wires, in RowSelectors selectors, uint gate)
    {
        if (IsFinalized)
        {
            throw new InvalidOperationException("The circuit is finalised.");
        }

        AssertVariable(wires.L);
        AssertVariable(wires.R);
        AssertVariable(wires.O);
        AssertVariable(wires.Fourth);
        SelectorRow row = new()
        {
            QM = palette.IndexOf(selectors.QM),
            QL = palette.IndexOf(selectors.QL),
            QR = palette.IndexOf(selectors.QR),
            QO = palette.IndexOf(selectors.QO),
            Q4 = palette.IndexOf(selectors.Q4),
            QC = palette.IndexOf(selectors.QC),
            Q5 = palette.IndexOf(selectors.Q5),
            Gate = gate,
        };
        blocks[(int)kind].Add(wires, row);
    }
}
