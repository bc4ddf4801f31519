using System.Collections;
using Chonk.Prover.Memory;
using MessagePack;

namespace Chonk.Prover.Acir;

/// <summary>
/// Reads unpacked ACIR streams: a format marker (2: structs as maps, 3: structs as arrays), then MessagePack. Every fault of the bytes
/// is an <see cref="AcirFormatException"/>.
/// </summary>
public static class AcirReader
{
    private const byte MapMarker = 2;
    private const byte CompactMarker = 3;

    private delegate TResult Read<out TResult>(ref AcirDecoder decoder);

    /// <summary>Reads a program: [functions, unconstrained functions]. The latter are passed over.</summary>
    /// <exception cref="AcirFormatException">The bytes are no program, or one without functions.</exception>
    public static AcirProgram ReadProgram(ReadOnlyMemory<byte> bytes) => Decode(bytes, static (ref AcirDecoder decoder) =>
    {
        List<AcirFunction> functions = [];
        bool isMap = !decoder.IsArrayNext;
        int partCount = isMap ? decoder.ReadMapCount() : decoder.ReadCount();
        for (int part = 0; part < partCount; part++)
        {
            if (isMap ? decoder.ReadName() != "functions" : part > 0)
            {
                decoder.SkipValue();
                continue;
            }

            for (int remaining = decoder.ReadCount(); remaining > 0; remaining--)
            {
                functions.Add(decoder.ReadFunction());
            }
        }

        return functions.Count > 0 ? new AcirProgram([.. functions]) : throw decoder.Error("a program without functions");
    });

    /// <summary>
    /// Reads a witness stack of one item and lays its values out densely; a witness that the stack leaves out is zero, since no
    /// constraint names it.
    /// </summary>
    /// <param name="bytes">The stream.</param>
    /// <param name="witnessCount">The program's <see cref="AcirFunction.WitnessCount"/>; the stack's largest index must be one less.</param>
    /// <param name="ledger">Where the buffer is booked; the shared ledger by default.</param>
    /// <returns>The values by witness index, owned by the caller.</returns>
    /// <exception cref="AcirFormatException">The bytes are no such stack, or not one of this program.</exception>
    public static NativeBuffer<Fr> ReadWitness(ReadOnlyMemory<byte> bytes, long witnessCount, MemoryLedger? ledger = null)
    {
        NativeBuffer<Fr> witness = new(checked((int)witnessCount), BufferCategory.Input, ledger);
        try
        {
            Decode(bytes, (ref AcirDecoder decoder) =>
            {
                decoder.EnterWitnessMap();
                ReadEntries(ref decoder, witness.Span);
                return true;
            });
            return witness;
        }
        catch
        {
            witness.Dispose();
            throw;
        }
    }

    private static void ReadEntries(ref AcirDecoder decoder, Span<Fr> witness)
    {
        BitArray seen = new(witness.Length);
        for (int remaining = decoder.ReadMapCount(); remaining > 0; remaining--)
        {
            uint index = decoder.ReadWitness();
            if (index >= (uint)witness.Length)
            {
                throw decoder.Error($"witness {index} of a program that has {witness.Length}");
            }

            if (seen[(int)index])
            {
                throw decoder.Error($"witness {index} comes twice");
            }

            seen[(int)index] = true;
            witness[(int)index] = decoder.ReadField();
        }

        if (Math.Max(1, decoder.WitnessCount) != witness.Length)
        {
            throw decoder.Error($"{decoder.WitnessCount} witnesses for a program that has {witness.Length}");
        }
    }

    private static TResult Decode<TResult>(ReadOnlyMemory<byte> bytes, Read<TResult> read)
    {
        if (bytes.IsEmpty)
        {
            throw new AcirFormatException("the stream is empty");
        }

        byte marker = bytes.Span[0];
        if (marker is not (MapMarker or CompactMarker))
        {
            throw new AcirFormatException($"format marker {marker}, where 2 or 3 is due");
        }

        AcirDecoder decoder = new(bytes[1..]);
        try
        {
            if (marker == CompactMarker && !decoder.IsArrayNext)
            {
                throw decoder.Error("the compact format starts with an array");
            }

            TResult result = read(ref decoder);
            return decoder.IsAtEnd ? result : throw decoder.Error("bytes behind the end");
        }
        catch (EndOfStreamException exception)
        {
            throw new AcirFormatException("the stream ends early", decoder.Offset, exception);
        }
        catch (MessagePackSerializationException exception)
        {
            throw new AcirFormatException(exception.Message, decoder.Offset, exception);
        }
        catch (OverflowException exception)
        {
            throw new AcirFormatException("a number is out of range", decoder.Offset, exception);
        }
    }
}
