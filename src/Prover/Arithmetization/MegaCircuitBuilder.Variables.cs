using System.Diagnostics;
using Chonk.Prover.Memory;

namespace Chonk.Prover.Arithmetization;

/// <content>Variables, constants, copy constraints, tags and public inputs.</content>
public sealed partial class MegaCircuitBuilder
{
    private readonly NativeList<Fr> values = new(BufferCategory.Input);
    private readonly NativeList<uint> parents = new(BufferCategory.Input);
    private readonly NativeList<uint> tags = new(BufferCategory.Input);
    private readonly List<uint> tauOfTag = [0];
    private readonly List<uint> publicInputIndices = [];
    private readonly Dictionary<Fr, uint> constantVariables = [];

    /// <summary>Number of variables.</summary>
    public int VariableCount => values.Count;

    /// <summary>The public inputs' variables, in order.</summary>
    public IReadOnlyList<uint> PublicInputs => publicInputIndices;

    /// <summary>Adds a variable.</summary>
    /// <param name="value">Its value in this witness.</param>
    /// <returns>Its index.</returns>
    public uint AddVariable(in Fr value)
    {
        uint index = (uint)values.Count;
        values.Add(value);
        parents.Add(index);
        tags.Add(0);
        return index;
    }

    /// <summary>Adds a public input with a variable of its own.</summary>
    public uint AddPublicVariable(in Fr value)
    {
        uint index = AddVariable(value);
        publicInputIndices.Add(index);
        return index;
    }

    /// <summary>The value of a variable: that of the variable its class stands for.</summary>
    public Fr ValueOf(uint variable) => values[(int)RealIndexOf(variable)];

    /// <summary>
    /// The variable that stands for the class of equal variables. Paths are halved on the way, so a sequence of calls is linear in all but name.
    /// </summary>
    public uint RealIndexOf(uint variable)
    {
        Span<uint> parent = parents.Span;
        uint index = variable;
        while (parent[(int)index] != index)
        {
            parent[(int)index] = parent[(int)parent[(int)index]];
            index = parent[(int)index];
        }

        return index;
    }

    /// <summary>Joins the class of <paramref name="b"/> to that of <paramref name="a"/>, whose representative it keeps.</summary>
    /// <param name="a">A variable.</param>
    /// <param name="b">A variable of the same value.</param>
    /// <param name="reason">What is violated if the values differ.</param>
    public void AssertEqual(uint a, uint b, string reason = "Variables that must be equal differ.")
    {
        uint realA = RealIndexOf(a);
        uint realB = RealIndexOf(b);
        if (realA == realB)
        {
            return;
        }

        if (values[(int)realA] != values[(int)realB])
        {
            Fail(reason);
        }

        parents[(int)realB] = realA;
        uint tagA = tags[(int)realA];
        uint tagB = tags[(int)realB];
        if (tagA != 0 && tagB != 0 && tagA != tagB)
        {
            Fail("Equal variables belong to different multisets.");
        }

        if (tagA == 0)
        {
            tags[(int)realA] = tagB;
        }
    }

    /// <summary>The variable fixed to a constant: the first call per value adds it and one gate.</summary>
    public uint PutConstant(in Fr value)
    {
        if (!constantVariables.TryGetValue(value, out uint index))
        {
            index = AddVariable(value);
            FixWitness(index, value);
            constantVariables.Add(value, index);
        }

        return index;
    }

    /// <inheritdoc cref="PutConstant(in Fr)"/>
    public uint PutConstant(ulong value) => PutConstant(Fr.FromUInt64(value));

    /// <summary>As <see cref="RealIndexOf"/> for a finalised circuit: one read, safe for concurrent use.</summary>
    internal uint FinalRealIndexOf(uint variable) => parents[(int)variable];

    /// <summary>As <see cref="ValueOf"/> for a finalised circuit: two reads, safe for concurrent use.</summary>
    internal Fr FinalValueOf(uint variable) => values[(int)parents[(int)variable]];

    /// <summary>The multiset tag of a variable's class; 0 for none.</summary>
    internal uint TagOf(uint variable) => tags[(int)RealIndexOf(variable)];

    /// <summary>The tag of the multiset that must equal that of <paramref name="tag"/>; 0 for 0.</summary>
    internal uint TauOf(uint tag) => tauOfTag[(int)tag];

    /// <summary>Two new tags whose multisets of values must be equal.</summary>
    private (uint First, uint Second) AddTagPair()
    {
        uint first = (uint)tauOfTag.Count;
        tauOfTag.Add(first + 1);
        tauOfTag.Add(first);
        return (first, first + 1);
    }

    private void AssignTag(uint variable, uint tag)
    {
        uint real = RealIndexOf(variable);
        if (tags[(int)real] != 0 && tags[(int)real] != tag)
        {
            throw new InvalidOperationException("The variable belongs to another multiset already.");
        }

        tags[(int)real] = tag;
    }

    /// <summary>Makes every variable point to its class's representative.</summary>
    private void FlattenClasses()
    {
        Span<uint> parent = parents.Span;
        for (int i = 0; i < parent.Length; i++)
        {
            parent[i] = RealIndexOf((uint)i);
        }
    }

    private void ReserveVariables(int count)
    {
        values.EnsureCapacity(count);
        parents.EnsureCapacity(count);
        tags.EnsureCapacity(count);
    }

    [Conditional("DEBUG")]
    private void AssertVariable(uint variable) => Debug.Assert(variable < (uint)VariableCount, "The variable does not exist.");

    private void TrimVariables()
    {
        values.TrimExcess();
        parents.TrimExcess();
        tags.TrimExcess();
    }

    private void DisposeVariables()
    {
        values.Dispose();
        parents.Dispose();
        tags.Dispose();
    }
}
