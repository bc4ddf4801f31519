using Chonk.Prover.Arithmetization;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Polynomials;

namespace Chonk.Prover.Folding.Oink;

/// <summary>Fills the memory records, <c>w_4 = eta w_l + eta^2 w_r + eta^3 w_o</c>, plus 1 for a write.</summary>
internal static class MemoryRecords
{
    /// <summary>Overwrites <c>w_4</c> on the rows of memory records.</summary>
    /// <param name="instance">The trace.</param>
    /// <param name="eta">The challenge.</param>
    public static void AddTo(MegaInstance instance, in Fr eta)
    {
        using Zone zone = Zone.Enter("OinkProver::add_ram_rom_memory_records_to_wire_4");
        Polynomial l = instance[MegaColumn.WL];
        Polynomial r = instance[MegaColumn.WR];
        Polynomial o = instance[MegaColumn.WO];
        Polynomial fourth = instance[MegaColumn.W4];
        foreach (MemoryRecordRow record in instance.MemoryRecordRows)
        {
            Fr value = eta * (l[record.Row] + (eta * (r[record.Row] + (eta * o[record.Row]))));
            fourth.At(record.Row) = record.IsWrite ? value + Fr.One : value;
        }
    }
}
