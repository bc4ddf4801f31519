using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Ciphers;
using Chonk.Prover.Circuits.Fields;

namespace Chonk.Prover.Acir.Gates;

/// <content>AES-128: bytes packed into blocks of 16.</content>
internal static partial class BlackBoxGates
{
    private static readonly Fr Radix256 = Fr.FromUInt64(256);

    private static string? ReasonToRefuse(Aes128EncryptOpcode opcode) =>
        opcode.Key.Length != Aes128.BlockBytes || opcode.InitializationVector.Length != Aes128.BlockBytes
            ? "key and initialization vector have 16 bytes each"
            : opcode.Inputs.Length == 0 || opcode.Inputs.Length % Aes128.BlockBytes != 0 ? "the input is not made of blocks of 16 bytes"
            : opcode.Outputs.Length != opcode.Inputs.Length ? $"{opcode.Outputs.Length} outputs for {opcode.Inputs.Length} inputs"
            : null;

    private static void AddAes(MegaCircuitBuilder builder, Aes128EncryptOpcode opcode, string violation)
    {
        CircuitField[] plain = Blocks(Fields(builder, opcode.Inputs));
        CircuitField[] expected = Blocks(Array.ConvertAll(opcode.Outputs, output => new CircuitField(builder, output)));
        CircuitField vector = Blocks(Fields(builder, opcode.InitializationVector))[0];
        CircuitField key = Blocks(Fields(builder, opcode.Key))[0];
        AssertEqual(Aes128.EncryptCbc(plain, vector, key), expected, violation);
    }

    /// <summary><c>((b_0 256 + b_1) 256 + b_2) ...</c> for every 16 bytes, each constrained to 8 bits.</summary>
    private static CircuitField[] Blocks(CircuitField[] bytes)
    {
        CircuitField[] blocks = new CircuitField[bytes.Length / Aes128.BlockBytes];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i].ConstrainBits(8, "A byte exceeds 8 bits.");
            ref CircuitField block = ref blocks[i / Aes128.BlockBytes];
            block = (block * Radix256) + bytes[i];
        }

        return blocks;
    }
}
