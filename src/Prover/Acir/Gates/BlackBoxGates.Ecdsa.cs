using Chonk.Prover.Acir.Opcodes;
using Chonk.Prover.Arithmetization;
using Chonk.Prover.Circuits.Booleans;
using Chonk.Prover.Circuits.Bytes;
using Chonk.Prover.Circuits.Fields;
using Chonk.Prover.Circuits.NonNativeFields;
using Chonk.Prover.Circuits.NonNativeGroups;
using Chonk.Prover.Circuits.Signatures;

namespace Chonk.Prover.Acir.Gates;

/// <content>Signatures.</content>
internal static partial class BlackBoxGates
{
    private const int EcdsaBytes = 32;

    private static string? ReasonToRefuse(EcdsaOpcode opcode)
    {
        WitnessOrConstant[] inputs = [.. opcode.PublicKeyX, .. opcode.PublicKeyY, .. opcode.Signature, .. opcode.HashedMessage];
        return Array.TrueForAll(inputs, static input => input.IsConstant) ? "all inputs are constants" : ReasonToRefusePredicate(opcode.Predicate);
    }

    /// <summary>
    /// Where the predicate is false, inputs are replaced by ones that every circuit accepts (r = s = z with first byte 1, and the key 2 G), and
    /// the verdict is not compared.
    /// </summary>
    private static void AddEcdsa<TCurve, TBase, TScalar>(MegaCircuitBuilder builder, EcdsaOpcode opcode, string violation)
        where TCurve : struct, IEcdsaCurve<TCurve, TBase, TScalar>
        where TBase : struct, INonNativeModulus
        where TScalar : struct, INonNativeModulus
    {
        CircuitField[] digest = Fields(builder, opcode.HashedMessage);
        CircuitField[] r = Fields(builder, opcode.Signature[..EcdsaBytes]);
        CircuitField[] s = Fields(builder, opcode.Signature[EcdsaBytes..]);
        CircuitField[] keyX = Fields(builder, opcode.PublicKeyX);
        CircuitField[] keyY = Fields(builder, opcode.PublicKeyY);
        CircuitField output = new(builder, opcode.Output);
        CircuitBool predicate = Field(builder, opcode.Predicate).ToBool();
        if (!predicate.IsConstant)
        {
            (byte[] defaultX, byte[] defaultY) = Ecdsa<TCurve, TBase, TScalar>.DefaultKey.ToBytes();
            for (int i = 0; i < EcdsaBytes; i++)
            {
                CircuitField first = CircuitField.Constant(i == 0 ? 1UL : 0UL);
                r[i] = CircuitField.Select(predicate, r[i], first);
                s[i] = CircuitField.Select(predicate, s[i], first);
                digest[i] = CircuitField.Select(predicate, digest[i], first);
            }

            for (int i = 0; i < EcdsaBytes; i++)
            {
                keyX[i] = CircuitField.Select(predicate, keyX[i], CircuitField.Constant((ulong)defaultX[i]));
                keyY[i] = CircuitField.Select(predicate, keyY[i], CircuitField.Constant((ulong)defaultY[i]));
            }
        }

        digest = ToBytes(digest);
        keyX = ToBytes(keyX);
        keyY = ToBytes(keyY);
        r = ToBytes(r);
        s = ToBytes(s);
        CircuitBool expected = output.ToBool();
        CircuitBool valid = Ecdsa<TCurve, TBase, TScalar>.Verify(digest, keyX, keyY, r, s);
        valid.AssertEqual(CircuitBool.Select(predicate, expected, valid), violation);

        static CircuitField[] ToBytes(CircuitField[] fields) => Array.ConvertAll(fields, static field => CircuitBytes.FromField(field, 1)[0]);
    }
}
