using System.Buffers;
using System.Text;
using Chonk.Prover.Acir.Opcodes;
using MessagePack;

namespace Chonk.Prover.Acir;

/// <summary>
/// Reads the values of an ACIR stream in both encodings that Noir writes: structs as arrays in field order ("compact") or as maps by
/// field name. Recursion follows the grammar, whose depth is fixed, so nesting in a damaged stream costs no stack; declared lengths are
/// checked against the bytes that follow, and lists grow as they are read, so memory stays proportional to the stream.
/// </summary>
internal ref partial struct AcirDecoder
{
    /// <summary>Largest witness index accepted: circuits have at most 2^24 rows.</summary>
    internal const uint MaxWitnessIndex = 1 << 24;

    /// <summary>
    /// Largest witness index accepted of a stream without bytes, and how many more each byte allows. Real programs have one or two
    /// witnesses an opcode of 40 bytes and more; a stack of values as long as the largest index is allocated, so a small program
    /// cannot ask for a large one.
    /// </summary>
    internal const uint FreeWitnessCount = 1 << 20;

    private const long WitnessesPerByte = 16;

    /// <summary>Most opcodes of a function; the largest of real flows have some 40,000.</summary>
    internal const int MaxOpcodeCount = 1 << 22;

    private const int InitialCapacity = 1024;
    private const int MaxVariantBytes = 64;

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private readonly long _maxWitnessIndex;
    private MessagePackReader _reader;
    private uint[] _indexBuffer = [];

    /// <summary>A decoder of the values behind a stream's format marker.</summary>
    public AcirDecoder(ReadOnlyMemory<byte> bytes)
    {
        _reader = new MessagePackReader(bytes);
        _maxWitnessIndex = Math.Min(MaxWitnessIndex, FreeWitnessCount + (WitnessesPerByte * bytes.Length));
    }

    /// <summary>One more than the largest witness index read so far.</summary>
    public long WitnessCount { get; private set; }

    /// <summary>Bytes read, the format marker included.</summary>
    public readonly long Offset => _reader.Consumed + 1;

    /// <summary>Whether every byte is read.</summary>
    public readonly bool IsAtEnd => _reader.End;

    /// <summary>Whether the next value is an array.</summary>
    public readonly bool IsArrayNext => _reader.NextMessagePackType == MessagePackType.Array;

    /// <summary>A whole function: [name, opcodes, private parameters, public parameters, results, assertion messages].</summary>
    public AcirFunction ReadFunction()
    {
        WitnessCount = 0;
        string name = string.Empty;
        List<AcirOpcode> opcodes = [];
        uint[] privateParameters = [], publicParameters = [], returnValues = [];
        long countWithoutPrivate = 0;
        StructCursor cursor = BeginStruct(FunctionFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    name = ReadText();
                    break;
                case 1:
                    opcodes = ReadOpcodes();
                    break;
                case 2:
                    countWithoutPrivate = WitnessCount;
                    privateParameters = ReadWitnesses();
                    WitnessCount = countWithoutPrivate;
                    break;
                case 3:
                    publicParameters = ReadWitnesses();
                    break;
                case 4:
                    returnValues = ReadWitnesses();
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        return new AcirFunction(name, [.. opcodes], privateParameters, publicParameters, returnValues, WitnessCount);
    }

    /// <summary>Moves past a value of any shape without recursion.</summary>
    public void SkipValue()
    {
        for (long remaining = 1; remaining > 0; remaining--)
        {
            switch (_reader.NextMessagePackType)
            {
                case MessagePackType.Array:
                    remaining += _reader.ReadArrayHeader();
                    break;
                case MessagePackType.Map:
                    remaining += 2L * _reader.ReadMapHeader();
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }
    }

    /// <summary>Reads an array's length, at most the bytes that follow.</summary>
    public int ReadCount() => _reader.ReadArrayHeader();

    /// <summary>Reads a map's length, at most half the bytes that follow.</summary>
    public int ReadMapCount() => _reader.ReadMapHeader();

    /// <summary>A witness index, counted in <see cref="WitnessCount"/>.</summary>
    public uint ReadWitness()
    {
        uint witness = _reader.ReadUInt32();
        if (witness > _maxWitnessIndex)
        {
            throw Error($"witness index {witness} is above {_maxWitnessIndex}, the most that a stream of this length may name");
        }

        WitnessCount = Math.Max(WitnessCount, witness + 1L);
        return witness;
    }

    /// <summary>A canonical field element: 32 big-endian bytes.</summary>
    public Fr ReadField()
    {
        ReadOnlySequence<byte> bytes = _reader.ReadBytes() ?? throw Error("nil where a field element is due");
        Span<byte> buffer = stackalloc byte[Fr.EncodedBytes];
        if (bytes.Length != Fr.EncodedBytes)
        {
            throw Error($"a field element of {bytes.Length} bytes");
        }

        bytes.CopyTo(buffer);
        return Fr.TryReadBigEndian(buffer, out Fr value) ? value : throw Error("a field element that is not below the modulus");
    }

    /// <summary>An error here.</summary>
    public readonly AcirFormatException Error(string reason) => new(reason, Offset);

    /// <summary>A key of a map.</summary>
    public string ReadName() => ReadText();

    /// <summary>
    /// Enters the only item of a witness stack, [[[index, map]]] or {stack: [{index, witness: map}]}, up to the header of its map.
    /// </summary>
    public void EnterWitnessMap()
    {
        if (IsArrayNext)
        {
            RequireTuple(1);
            RequireTuple(1);
            RequireTuple(2);
            _reader.ReadUInt32();
            return;
        }

        RequireMap(1, "stack");
        RequireTuple(1);
        RequireMap(2, "index");
        _reader.ReadUInt32();
        if (ReadText() != "witness")
        {
            throw Error("no field witness");
        }
    }

    private string ReadText() => _reader.ReadString() ?? throw Error("nil where text is due");

    private void RequireMap(int count, string firstKey)
    {
        if (_reader.ReadMapHeader() != count || ReadText() != firstKey)
        {
            throw Error($"a map of {count} that starts with {firstKey} is due");
        }
    }

    /// <summary>The name of an enum's variant: a lone string, or the key of a map of one pair, whose value then follows.</summary>
    private string ReadVariant(out bool hasPayload)
    {
        hasPayload = _reader.NextMessagePackType == MessagePackType.Map;
        if (hasPayload && _reader.ReadMapHeader() != 1)
        {
            throw Error("a variant is a map of one pair");
        }

        if (!_reader.TryReadStringSpan(out ReadOnlySpan<byte> utf8))
        {
            throw Error("nil where a variant's name is due");
        }

        foreach ((byte[] known, string text) in KnownVariants)
        {
            if (utf8.SequenceEqual(known))
            {
                return text;
            }
        }

        // Names end up in messages: a foreign opcode's is kept only if it looks like a name.
        return utf8.Length is > 0 and <= MaxVariantBytes && utf8.IndexOfAnyExcept(NameBytes) < 0
            ? Encoding.ASCII.GetString(utf8)
            : throw Error("a variant's name is not made of letters and digits");
    }

    private uint[] ReadWitnesses(int requiredCount = -1)
    {
        int count = ReadCount();
        if (requiredCount >= 0 && count != requiredCount)
        {
            throw Error($"{count} witnesses where {requiredCount} are due");
        }

        // An index takes at least one byte of the stream, so 4 * count stays within four times its length.
        if (_indexBuffer.Length < count)
        {
            _indexBuffer = new uint[count];
        }

        for (int i = 0; i < count; i++)
        {
            _indexBuffer[i] = ReadWitness();
        }

        return _indexBuffer.AsSpan(0, count).ToArray();
    }

    private WitnessOrConstant ReadInput()
    {
        string variant = ReadVariant(out bool hasPayload);
        return (variant, hasPayload) switch
        {
            ("Witness", true) => WitnessOrConstant.FromWitness(ReadWitness()),
            ("Constant", true) => WitnessOrConstant.FromConstant(ReadField()),
            _ => throw Error("an input is neither Witness nor Constant"),
        };
    }

    private WitnessOrConstant[] ReadInputs(int requiredCount = -1)
    {
        int count = ReadCount();
        if (requiredCount >= 0 && count != requiredCount)
        {
            throw Error($"{count} inputs where {requiredCount} are due");
        }

        List<WitnessOrConstant> inputs = new(Math.Min(count, InitialCapacity));
        for (int i = 0; i < count; i++)
        {
            inputs.Add(ReadInput());
        }

        return [.. inputs];
    }

    private AcirExpression ReadExpression()
    {
        MultiplicationTerm[] multiplicationTerms = [];
        LinearTerm[] linearTerms = [];
        Fr constant = Fr.Zero;
        StructCursor cursor = BeginStruct(ExpressionFields);
        while (NextField(ref cursor, out int field))
        {
            switch (field)
            {
                case 0:
                    multiplicationTerms = ReadMultiplicationTerms();
                    break;
                case 1:
                    linearTerms = ReadLinearTerms();
                    break;
                default:
                    constant = ReadField();
                    break;
            }
        }

        return new AcirExpression(multiplicationTerms, linearTerms, constant);
    }

    private MultiplicationTerm[] ReadMultiplicationTerms()
    {
        int count = ReadCount();
        List<MultiplicationTerm> terms = new(Math.Min(count, InitialCapacity));
        for (int i = 0; i < count; i++)
        {
            RequireTuple(3);
            terms.Add(new MultiplicationTerm(ReadField(), ReadWitness(), ReadWitness()));
        }

        return [.. terms];
    }

    private LinearTerm[] ReadLinearTerms()
    {
        int count = ReadCount();
        List<LinearTerm> terms = new(Math.Min(count, InitialCapacity));
        for (int i = 0; i < count; i++)
        {
            RequireTuple(2);
            terms.Add(new LinearTerm(ReadField(), ReadWitness()));
        }

        return [.. terms];
    }

    private void RequireTuple(int length)
    {
        int count = ReadCount();
        if (count != length)
        {
            throw Error($"a tuple of {count} where {length} are due");
        }
    }
}
