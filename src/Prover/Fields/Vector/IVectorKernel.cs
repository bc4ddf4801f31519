using System.Diagnostics.CodeAnalysis;

namespace Chonk.Prover.Fields.Vector;

/// <summary>
/// Products of several elements side by side, and their way from and to memory. An element is five doubles <c>l_0..l_4</c> of value
/// <c>sum of l_i 2^(52 i)</c>, signed; as many as there are lanes make a block of five vectors, limb after limb. R = 2^260. A factor's limbs are
/// below 2^51 in magnitude ("balanced"); one of the two may have limbs up to 2^52 (an unsigned digit, or a difference of balanced ones). Results
/// are balanced, of magnitude at most <c>|a b| / 2^260 + 0.57 p</c>. Source: generate.py beside this file.
/// </summary>
internal unsafe interface IVectorKernel
{
    /// <summary>Elements per block.</summary>
    static abstract int Lanes { get; }

    /// <summary>Digit 0 of p in radix 2^52, unsigned.</summary>
    static abstract long P0 { get; }

    /// <summary>Digit 1 of p.</summary>
    static abstract long P1 { get; }

    /// <summary>Digit 2 of p.</summary>
    static abstract long P2 { get; }

    /// <summary>Digit 3 of p.</summary>
    static abstract long P3 { get; }

    /// <summary>Digit 4 of p.</summary>
    static abstract long P4 { get; }

    /// <summary><c>r = a b / 2^260 mod p</c>.</summary>
    static abstract void Multiply(double* r, double* a, double* b);

    /// <summary><c>r = a b / 2^260 + d mod p</c>; d balanced.</summary>
    static abstract void MultiplyAdd(double* r, double* a, double* b, double* d);

    /// <summary><c>r = sum of a_n b_n / 2^260 mod p</c> over consecutive blocks; at most 64 of them, so that no 64-bit column overflows.</summary>
    static abstract void Dot(double* r, double* a, double* b, long count);

    /// <summary>Consecutive elements times <c>2^shift</c>, in unsigned digits below 2^52.</summary>
    static abstract void LoadUnsigned(ulong* source, double* block, [ConstantExpected] int shift);

    /// <summary>Consecutive elements in balanced digits; the order of lanes is that of <see cref="LoadUnsigned"/>.</summary>
    static abstract void LoadBalanced(ulong* source, double* block);

    /// <summary>Consecutive pairs of elements, balanced: the first of each to one block, the second to another, in the order of pairs.</summary>
    static abstract void LoadPairs(ulong* source, double* first, double* second);

    /// <summary>Stores balanced elements canonically: values in <c>(-p, p)</c> with one reduction, in <c>(-p, 2p)</c> with two.</summary>
    static abstract void Store(double* block, ulong* destination, [ConstantExpected] int reductions);

    /// <summary>As <see cref="Store"/>, for lanes as <see cref="LoadPairs"/> orders them.</summary>
    static abstract void StoreInOrder(double* block, ulong* destination, [ConstantExpected] int reductions);

    /// <summary>The same element in all lanes, balanced.</summary>
    static abstract void Broadcast(in UInt256 value, double* block);

    /// <summary><c>block -= other</c>, digit by digit.</summary>
    static abstract void Subtract(double* block, double* other);

    /// <summary>In the lanes where the unsigned digits of <paramref name="tested"/> are all zero, the block takes the digits of another.</summary>
    static abstract void ReplaceZeros(double* tested, double* block, double* other);
}
