using System.Runtime.InteropServices;
using Chonk.Prover.Arithmetization;

namespace Chonk.Prover.Acir.Gates;

/// <summary>
/// Cuts an expression into arithmetic gates of four wires. Expressions that fit one gate take one; others become a chain in which each
/// gate but the last adds the next row's fourth wire, which carries the negated sum so far.
/// </summary>
/// <remarks>
/// Linear terms are summed by witness and taken in ascending order. Every multiplication term opens a gate and takes the linear terms
/// of its two witnesses; then each of these gates takes one more linear term on c, the first also one on d; what remains fills gates of
/// three terms. The first gate carries the constant. Wires that stay free are left at <see cref="Unused"/>.
/// </remarks>
internal sealed class ExpressionGates
{
    /// <summary>Stands on a wire that no term uses.</summary>
    public const uint Unused = uint.MaxValue;

    private const int WireCount = 4;
    private readonly List<LinearTerm> _linear = [];
    private readonly List<ArithmeticGate> _gates = [];

    /// <summary>The gates of the last expression, in order.</summary>
    public ReadOnlySpan<ArithmeticGate> Gates => CollectionsMarshal.AsSpan(_gates);

    /// <summary>Whether the expression fits one gate: at most one multiplication term and four wires.</summary>
    public bool FitsOneGate(AcirExpression expression)
    {
        SumLinearTerms(expression);
        if (expression.MultiplicationTerms.Length > 1)
        {
            return false;
        }

        int wires = _linear.Count;
        if (expression.MultiplicationTerms is [MultiplicationTerm product])
        {
            wires += 2 - (Contains(product.Left) ? 1 : 0) - (product.Right != product.Left && Contains(product.Right) ? 1 : 0);
        }

        return wires <= WireCount;
    }

    /// <summary>Cuts the expression; the result is in <see cref="Gates"/>, none for a constant.</summary>
    public void Split(AcirExpression expression)
    {
        SumLinearTerms(expression);
        _gates.Clear();

        // 1. A gate for each product, with the linear terms of its witnesses.
        foreach (MultiplicationTerm product in expression.MultiplicationTerms)
        {
            Fr left = TakeIfPresent(product.Left);
            Fr right = TakeIfPresent(product.Right);
            _gates.Add(new(product.Left, product.Right, Unused, Unused) { QM = product.Coefficient, QA = left, QB = right });
        }

        // 2. One further term on c of each, and on d of the first.
        int next = 0;
        Span<LinearTerm> linear = CollectionsMarshal.AsSpan(_linear);
        for (int i = 0; i < _gates.Count; i++)
        {
            LinearTerm c = next < linear.Length ? linear[next++] : new(Fr.Zero, Unused);
            LinearTerm d = i == 0 && next < linear.Length ? linear[next++] : new(Fr.Zero, Unused);
            _gates[i] = _gates[i] with { C = c.Witness, QC = c.Coefficient, D = d.Witness, QD = d.Coefficient };
        }

        // 3. Gates for what remains.
        while (next < linear.Length)
        {
            LinearTerm a = linear[next++];
            LinearTerm b = next < linear.Length ? linear[next++] : new(Fr.Zero, Unused);
            LinearTerm c = next < linear.Length ? linear[next++] : new(Fr.Zero, Unused);
            LinearTerm d = _gates.Count == 0 && next < linear.Length ? linear[next++] : new(Fr.Zero, Unused);
            _gates.Add(new(a.Witness, b.Witness, c.Witness, d.Witness)
            {
                QA = a.Coefficient,
                QB = b.Coefficient,
                QC = c.Coefficient,
                QD = d.Coefficient,
            });
        }

        if (_gates.Count > 0)
        {
            _gates[0] = _gates[0] with { Constant = expression.Constant };
        }
    }

    /// <summary>Sums the coefficients of each witness, in ascending order of witnesses; sums of zero stay.</summary>
    private void SumLinearTerms(AcirExpression expression)
    {
        _linear.Clear();
        _linear.AddRange(expression.LinearTerms);
        _linear.Sort(static (x, y) => x.Witness.CompareTo(y.Witness));
        int count = 0;
        Span<LinearTerm> terms = CollectionsMarshal.AsSpan(_linear);
        foreach (LinearTerm term in terms)
        {
            if (count > 0 && terms[count - 1].Witness == term.Witness)
            {
                terms[count - 1] = new(terms[count - 1].Coefficient + term.Coefficient, term.Witness);
            }
            else
            {
                terms[count++] = term;
            }
        }

        CollectionsMarshal.SetCount(_linear, count);
    }

    private bool Contains(uint witness) => IndexOf(witness) >= 0;

    /// <summary>The witness's coefficient, which is taken out of the list; zero if there is none.</summary>
    private Fr TakeIfPresent(uint witness)
    {
        int index = IndexOf(witness);
        if (index < 0)
        {
            return Fr.Zero;
        }

        Fr coefficient = _linear[index].Coefficient;
        _linear.RemoveAt(index);
        return coefficient;
    }

    private int IndexOf(uint witness)
    {
        int low = 0, high = _linear.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            uint there = _linear[middle].Witness;
            if (there == witness)
            {
                return middle;
            }

            (low, high) = there < witness ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
