using Chonk.Prover.Diagnostics;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Arithmetization;

/// <summary>
/// A circuit with its witness as the columns of <see cref="MegaColumn"/>: polynomials given by their values on the rows of the trace,
/// each stored only where it can be non-zero. It is made in two steps, so that memory can be looked at in between:
/// <see cref="Allocate"/> sizes every column, <see cref="Populate"/> fills those that depend on no challenge.
/// </summary>
/// <remarks>
/// Left for the prover to fill in place: <c>w_4</c> on <see cref="MemoryRecordRows"/> (after eta), the inverse columns of lookups and
/// databus (after beta, gamma), <c>z_perm</c>. The instance owns its columns; shifts are views. The builder may be disposed once
/// <see cref="Populate"/> has returned. Memory per stored row and column: 32 bytes, but 4 for integers (permutation, counts, most tables), 1 to
/// 4 for selectors, which are indices into a palette, and none for columns of ones.
/// </remarks>
public sealed partial class MegaInstance : IDisposable
{
    /// <summary>Values of gate bytes: 0 to 3.</summary>
    private const int GateValueCount = 4;

    private readonly Polynomial[] columns = new Polynomial[MegaColumns.Count];
    private readonly uint[] gateIndices = new uint[GateValueCount];
    private NativeBuffer<Fr>? palette;
    private MegaCircuitBuilder? circuit;
    private Fr[] publicInputs = [];
    private bool populated;

    private MegaInstance(MegaCircuitBuilder circuit)
    {
        this.circuit = circuit;
        Layout = new MegaTraceLayout(circuit);
        int memoryOffset = Layout.OffsetOf(MegaBlockKind.Memory);
        MemoryRecordRows = [.. circuit.MemoryRecordRows.Select(r => r with { Row = r.Row + memoryOffset })];
    }

    /// <summary>Where the blocks stand.</summary>
    public MegaTraceLayout Layout { get; }

    /// <summary>Logarithm of the number of rows.</summary>
    public int LogCircuitSize => Layout.LogSize;

    /// <summary>Number of rows, a power of two.</summary>
    public int CircuitSize => Layout.Size;

    /// <summary>Values of the public inputs, in order; known after <see cref="Populate"/>.</summary>
    public IReadOnlyList<Fr> PublicInputs => publicInputs;

    /// <summary>Number of public inputs.</summary>
    public int PublicInputCount => Layout.EndOf(MegaBlockKind.PublicInputs) - PublicInputOffset;

    /// <summary>Row of the first public input.</summary>
    public int PublicInputOffset => Layout.OffsetOf(MegaBlockKind.PublicInputs);

    /// <summary>The rows of the trace whose <c>w_4</c> is a memory record; zero until the prover knows eta.</summary>
    public IReadOnlyList<MemoryRecordRow> MemoryRecordRows { get; }

    /// <summary>All columns in the order of <see cref="MegaColumn"/>, shifts included.</summary>
    public IReadOnlyList<Polynomial> Columns => columns;

    /// <summary>A column or the shift of one.</summary>
    public Polynomial this[MegaColumn column] => columns[(int)column];

    /// <summary>Finalises a circuit and allocates all its columns, zeroed.</summary>
    /// <param name="circuit">The circuit; must stay alive until <see cref="Populate"/> has returned.</param>
    public static MegaInstance Allocate(MegaCircuitBuilder circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        circuit.FinalizeCircuit();
        MegaInstance instance = new(circuit);
        instance.AllocateColumns();
        return instance;
    }

    /// <summary>Allocates and fills in one step.</summary>
    /// <param name="circuit">The circuit; not used by the instance afterwards.</param>
    public static MegaInstance Create(MegaCircuitBuilder circuit)
    {
        MegaInstance instance = Allocate(circuit);
        instance.Populate();
        return instance;
    }

    /// <summary>Fills every column that depends on no challenge. To be called once.</summary>
    public void Populate()
    {
        if (circuit is null || populated)
        {
            throw new InvalidOperationException("The columns are filled already.");
        }

        using (Zone.Enter("construct_trace_data"))
        {
            PopulateWires(circuit);
            PopulateSelectors(circuit);
        }

        using (Zone.Enter("compute_permutation_argument_polynomials"))
        {
            PopulatePermutation(circuit);
        }

        PopulateEccOps();
        PopulateDatabus(circuit);
        PopulateTables(circuit);
        publicInputs = new Fr[PublicInputCount];
        for (int i = 0; i < publicInputs.Length; i++)
        {
            publicInputs[i] = Column(MegaColumn.WR)[PublicInputOffset + i];
        }

        populated = true;
        circuit = null;
    }

    /// <summary>Frees all columns.</summary>
    public void Dispose()
    {
        foreach (Polynomial column in columns)
        {
            column.Dispose();
        }

        palette?.Dispose();
    }

    private Polynomial Column(MegaColumn column) => columns[(int)column];
}
