using Chonk.Prover.Polynomials;
using Xunit;

namespace Chonk.Prover.Tests.Polynomials;

public sealed class UnivariateTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(7, 8)]
    [InlineData(8, 8)]
    [InlineData(5, 16)]
    public void Extend_ValuesOfAPolynomial_GivesItsFurtherValues(int known, int length)
    {
        Fr[] coefficients = RandomElements(known, 7 * known);
        Fr[] expected = [.. Enumerable.Range(0, length).Select(x => Horner(coefficients, Fr.FromInt(x)))];
        Fr[] values = [.. expected];
        values.AsSpan(known).Clear();
        Univariate.Extend(values, known);
        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Evaluate_ValuesOfAPolynomial_GivesItsValueAnywhere(int count)
    {
        Fr[] coefficients = RandomElements(count, count);
        Fr[] values = [.. Enumerable.Range(0, count).Select(x => Horner(coefficients, Fr.FromInt(x)))];
        foreach (Fr point in (Fr[])[.. RandomElements(3, 99), Fr.Zero, Fr.One, Fr.FromInt(-1), Fr.FromInt(count - 1), Fr.FromInt(count)])
        {
            Assert.Equal(Horner(coefficients, point), Univariate.Evaluate(values, point));
        }
    }

    [Fact]
    public void Evaluate_TooManyOrNoValues_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Univariate.Evaluate(new Fr[17], Fr.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => Univariate.Evaluate([], Fr.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => Univariate.Extend(new Fr[3], 4));
    }

    private static Fr Horner(Fr[] coefficients, Fr x) => coefficients.Reverse().Aggregate(Fr.Zero, (s, c) => (s * x) + c);

    private static Fr[] RandomElements(int count, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[64];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.NextBytes(bytes);
            return Fr.FromWideBytes(bytes);
        })];
    }
}
