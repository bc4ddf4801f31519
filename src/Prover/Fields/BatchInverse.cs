namespace Chonk.Prover.Fields;

/// <summary>
/// Inverses of many elements for one inversion and three products each. Source: [Montgomery 1987, section 10.3.1].
/// </summary>
public static class BatchInverse
{
    /// <summary>Replaces every non-zero element by its inverse; zeros stay zero.</summary>
    /// <typeparam name="TField">The field.</typeparam>
    /// <param name="values">The elements, inverted in place.</param>
    /// <param name="scratch">At least as long as <paramref name="values"/>, not overlapping it; its content is overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="scratch"/> is too short.</exception>
    public static void Invert<TField>(Span<TField> values, Span<TField> scratch)
        where TField : struct, IField<TField>
    {
        if (scratch.Length < values.Length)
        {
            throw new ArgumentException("Scratch must be as long as the values.", nameof(scratch));
        }

        TField product = TField.One;
        for (int i = 0; i < values.Length; i++)
        {
            scratch[i] = product;
            if (!values[i].IsZero)
            {
                product *= values[i];
            }
        }

        TField inverse = TField.InverseOrZero(product);
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (!values[i].IsZero)
            {
                TField next = inverse * values[i];
                values[i] = inverse * scratch[i];
                inverse = next;
            }
        }
    }

    /// <summary>Replaces every non-zero element by its inverse; zeros stay zero. Allocates scratch of the same length.</summary>
    /// <typeparam name="TField">The field.</typeparam>
    /// <param name="values">The elements, inverted in place.</param>
    public static void Invert<TField>(Span<TField> values)
        where TField : struct, IField<TField> => Invert(values, new TField[values.Length]);
}
