using Chonk.Prover.Arithmetization;
using Chonk.Prover.Arithmetization.Lookups;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Circuits.Lookups;

/// <summary>A read of a wide table: its three columns, slice by slice; row 0 holds the whole keys and results.</summary>
/// <param name="Column1">First column: the key, its upper slices, ...</param>
/// <param name="Column2">Second column: second key or first result.</param>
/// <param name="Column3">Third column: result.</param>
public sealed record CircuitLookup(CircuitField[] Column1, CircuitField[] Column2, CircuitField[] Column3)
{
    /// <summary>Reads a table of one key: one row per slice, none if the key is a constant.</summary>
    public static CircuitLookup Read(MultiTable table, in CircuitField key)
    {
        ArgumentNullException.ThrowIfNull(table);
        return key.IsConstant
            ? ReadConstant(table, key.Builder, key.Value, Fr.Zero)
            : From(key.Builder!, key.Builder!.AddLookup(table, key.Normalize().RawVariable));
    }

    /// <summary>Reads a table of two keys; a constant beside a variable is put into its cached variable.</summary>
    public static CircuitLookup Read(MultiTable table, in CircuitField key1, in CircuitField key2)
    {
        ArgumentNullException.ThrowIfNull(table);
        MegaCircuitBuilder? circuit = key1.Builder ?? key2.Builder;
        if (key1.IsConstant && key2.IsConstant)
        {
            return ReadConstant(table, circuit, key1.Value, key2.Value);
        }

        // Scaled keys are normalised, first key first, before a constant is put into a variable.
        CircuitField first = key1.Normalize();
        CircuitField second = key2.Normalize();
        uint variable1 = first.ToVariable(circuit!);
        return From(circuit!, circuit!.AddLookup(table, variable1, second.ToVariable(circuit!)));
    }

    private static CircuitLookup From(MegaCircuitBuilder circuit, LookupVariables variables)
    {
        return new(Fields(variables.Column1), Fields(variables.Column2), Fields(variables.Column3));

        CircuitField[] Fields(uint[] column) => Array.ConvertAll(column, variable => new CircuitField(circuit, variable));
    }

    private static CircuitLookup ReadConstant(MultiTable table, MegaCircuitBuilder? circuit, in Fr key1, in Fr key2)
    {
        if (!table.TryAccumulate(key1.ToInteger(), key2.ToInteger(), out TableEntry[] sums))
        {
            circuit.ViolateOrThrow("A constant key exceeds its lookup table.");
        }

        CircuitLookup result = new(new CircuitField[sums.Length], new CircuitField[sums.Length], new CircuitField[sums.Length]);
        for (int i = 0; i < sums.Length; i++)
        {
            result.Column1[i] = CircuitField.Constant(circuit, sums[i].Column1);
            result.Column2[i] = CircuitField.Constant(circuit, sums[i].Column2);
            result.Column3[i] = CircuitField.Constant(circuit, sums[i].Column3);
        }

        return result;
    }
}
