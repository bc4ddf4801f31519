using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Chonk.Prover.Fields;

namespace Chonk.Prover.Relations;

/// <summary>
/// The ring of printed formulas: a sum of terms, each an integer times powers of symbols or of sums in parentheses. Equal terms of a sum
/// are collected and equal factors of a product become powers; products of sums are not expanded. Terms and factors keep the order in
/// which they appeared, so the text of a relation's formula is that of its code. Slow; for tests and messages.
/// </summary>
public readonly struct Formula : IRing<Formula>, IEquatable<Formula>
{
    private readonly ImmutableArray<Term> terms;

    private Formula(ImmutableArray<Term> terms) => this.terms = terms;

    /// <inheritdoc/>
    public static Formula Zero => default;

    /// <inheritdoc/>
    public static Formula One => FromInt(1);

    private ImmutableArray<Term> Terms => terms.IsDefault ? [] : terms;

    /// <summary>A named element.</summary>
    public static Formula Symbol(string name) => new([new Term(1, [new Factor(name, 1)])]);

    /// <inheritdoc/>
    public static Formula FromInt(long value) => value == 0 ? Zero : new([new Term(value, [])]);

    /// <inheritdoc/>
    public static Formula FromInteger(in UInt256 value) => value.BitLength <= 63 ? FromInt((long)value.L0) : Symbol(value.ToString());

    /// <inheritdoc/>
    public static Formula operator +(in Formula left, in Formula right)
    {
        List<Term> sum = [.. left.Terms];
        foreach (Term term in right.Terms)
        {
            int index = sum.FindIndex(t => t.SameFactors(term));
            if (index < 0)
            {
                sum.Add(term);
            }
            else if (sum[index].Coefficient + term.Coefficient == 0)
            {
                sum.RemoveAt(index);
            }
            else
            {
                sum[index] = sum[index] with { Coefficient = sum[index].Coefficient + term.Coefficient };
            }
        }

        return new([.. sum]);
    }

    /// <inheritdoc/>
    public static Formula operator -(in Formula left, in Formula right) => left + -right;

    /// <inheritdoc/>
    public static Formula operator -(in Formula value) => new([.. value.Terms.Select(t => t with { Coefficient = -t.Coefficient })]);

    /// <inheritdoc/>
    public static Formula operator *(in Formula left, in Formula right)
    {
        if (left.Terms.IsEmpty || right.Terms.IsEmpty)
        {
            return Zero;
        }

        // An integer distributes over a sum; anything else multiplies it as one factor.
        if (left.IsInteger || right.IsInteger)
        {
            long scalar = left.IsInteger ? left.Terms[0].Coefficient : right.Terms[0].Coefficient;
            Formula other = left.IsInteger ? right : left;
            if (scalar is 1 or -1 || other.Terms.Length == 1)
            {
                return new([.. other.Terms.Select(t => t with { Coefficient = t.Coefficient * scalar })]);
            }
        }

        Term a = left.AsTerm();
        Term b = right.AsTerm();
        List<Factor> factors = [.. a.Factors];
        foreach (Factor factor in b.Factors)
        {
            int index = factors.FindIndex(f => f.Text == factor.Text);
            if (index < 0)
            {
                factors.Add(factor);
            }
            else
            {
                factors[index] = factors[index] with { Exponent = factors[index].Exponent + factor.Exponent };
            }
        }

        return new([new Term(a.Coefficient * b.Coefficient, [.. factors])]);
    }

    /// <summary>Equality of the printed text.</summary>
    public static bool operator ==(Formula left, Formula right) => left.Equals(right);

    /// <summary>Difference of the printed text.</summary>
    public static bool operator !=(Formula left, Formula right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Formula other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Formula other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Terms.IsEmpty)
        {
            return "0";
        }

        StringBuilder text = new();
        foreach (Term term in Terms)
        {
            bool negative = term.Coefficient < 0;
            text.Append(text.Length == 0 ? (negative ? "-" : string.Empty) : negative ? " - " : " + ").Append(term.Magnitude());
        }

        return text.ToString();
    }

    private bool IsInteger => Terms.Length == 1 && Terms[0].Factors.IsEmpty;

    private Term AsTerm() => Terms.Length == 1 ? Terms[0] : new Term(1, [new Factor($"({this})", 1)]);

    private readonly record struct Factor(string Text, int Exponent)
    {
        public override string ToString() =>
            Exponent == 1 ? Text : string.Create(CultureInfo.InvariantCulture, $"{Text}^{Exponent}");
    }

    private readonly record struct Term(long Coefficient, ImmutableArray<Factor> Factors)
    {
        public bool SameFactors(Term other) =>
            Factors.Length == other.Factors.Length && Factors.All(other.Factors.Contains);

        public string Magnitude()
        {
            string scalar = Math.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
            string product = string.Join('*', Factors);
            return product.Length == 0 ? scalar : scalar == "1" ? product : $"{scalar}*{product}";
        }
    }
}
