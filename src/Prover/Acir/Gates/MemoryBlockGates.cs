using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Acir.Gates;

/// <summary>
/// Adds memory blocks: ROM if only read (nothing at all if never read), RAM if ever written, a databus column for calldata and return
/// data. The value of a read is a new variable that is then made equal to the witness.
/// </summary>
internal static class MemoryBlockGates
{
    /// <summary>Adds a block with its accesses.</summary>
    public static void Add(MegaCircuitBuilder builder, MemoryBlock block)
    {
        switch (block.Init.Kind)
        {
            case MemoryBlockKind.ReturnData:
                builder.FillBus(BusColumn.ReturnData, block.Init.Values);
                break;
            case MemoryBlockKind.CallData:
                AddCallData(builder, block);
                break;
            default:
                if (block.IsWritten)
                {
                    AddRam(builder, block);
                }
                else if (block.Accesses.Count > 0)
                {
                    AddRom(builder, block);
                }

                break;
        }
    }

    private static void AddCallData(MegaCircuitBuilder builder, MemoryBlock block)
    {
        // Calldata 0 is the previous kernel's return data, 1 to 3 those of the apps.
        BusColumn column = BusColumn.KernelCalldata + (int)block.Init.CallDataId;
        builder.FillBus(column, block.Init.Values);
        foreach (MemoryAccessOpcode access in block.Accesses)
        {
            builder.AssertEqual(access.Value, builder.ReadBus(column, access.Index));
        }
    }

    private static void AddRom(MegaCircuitBuilder builder, MemoryBlock block)
    {
        int rom = builder.AddRom(block.Init.Values.Length);
        for (int i = 0; i < block.Init.Values.Length; i++)
        {
            builder.SetRom(rom, i, block.Init.Values[i]);
        }

        foreach (MemoryAccessOpcode access in block.Accesses)
        {
            builder.AssertEqual(access.Value, builder.ReadRom(rom, access.Index));
        }
    }

    private static void AddRam(MegaCircuitBuilder builder, MemoryBlock block)
    {
        int ram = builder.AddRam(block.Init.Values.Length);
        for (int i = 0; i < block.Init.Values.Length; i++)
        {
            builder.InitializeRam(ram, i, block.Init.Values[i]);
        }

        foreach (MemoryAccessOpcode access in block.Accesses)
        {
            if (access.IsWrite)
            {
                builder.WriteRam(ram, access.Index, access.Value);
            }
            else
            {
                builder.AssertEqual(access.Value, builder.ReadRam(ram, access.Index));
            }
        }
    }
}
