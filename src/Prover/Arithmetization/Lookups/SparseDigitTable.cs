namespace Chonk.Prover.Arithmetization.Lookups;

/// <summary>
/// The table of <c>(s, t, floor(t / R^k))</c> with <c>s = sum_i d_i B^i</c> and <c>t = sum_i f(d_i) R^i</c> for all digits <c>0 &lt;= d_i &lt; |f|</c>, least
/// significant digit innermost: sums of words in sparse form to a function of their bits, which is a word (R = 2) or sparse again.
/// </summary>
public sealed class SparseDigitTable : BasicTable
{
    private readonly ulong radix;
    private readonly int digitCount;
    private readonly byte[] function;
    private readonly ulong resultRadix;
    private readonly ulong divisor;

    /// <summary>A table.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="radix">B.</param>
    /// <param name="digitCount">Number of digits.</param>
    /// <param name="function">f by digit.</param>
    /// <param name="resultRadix">R.</param>
    /// <param name="topDigit">k; the third column is zero without it.</param>
    public SparseDigitTable(string name, ulong radix, int digitCount, byte[] function, ulong resultRadix, int? topDigit = null)
        : base(name, (int)Power((ulong)function.Length, digitCount))
    {
        this.radix = radix;
        this.digitCount = digitCount;
        this.function = function;
        this.resultRadix = resultRadix;
        divisor = topDigit is int digit ? Power(resultRadix, digit) : ulong.MaxValue;
    }

    /// <inheritdoc/>
    public override bool Contains(ulong key1, ulong key2)
    {
        ulong rest = key1;
        for (int i = 0; i < digitCount; i++)
        {
            if (rest % radix >= (ulong)function.Length)
            {
                return false;
            }

            rest /= radix;
        }

        return rest == 0;
    }

    /// <inheritdoc/>
    public override TableEntry EntryOf(ulong key1, ulong key2)
    {
        ulong row = 0;
        ulong weight = 1;
        ulong rest = key1;
        for (int i = 0; i < digitCount; i++)
        {
            row += rest % radix * weight;
            weight *= (ulong)function.Length;
            rest /= radix;
        }

        return EntryAt((int)row);
    }

    /// <inheritdoc/>
    public override TableEntry EntryAt(int row)
    {
        ulong key = 0;
        ulong result = 0;
        ulong keyWeight = 1;
        ulong resultWeight = 1;
        int rest = row;
        for (int i = 0; i < digitCount; i++)
        {
            int digit = rest % function.Length;
            key += (ulong)digit * keyWeight;
            result += function[digit] * resultWeight;
            keyWeight *= radix;
            resultWeight *= resultRadix;
            rest /= function.Length;
        }

        return new(row, Fr.FromUInt64(key), Fr.FromUInt64(result), Fr.FromUInt64(result / divisor));
    }

    private static ulong Power(ulong radix, int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= radix;
        }

        return power;
    }
}
