using Chonk.Prover.Acir;
using Chonk.Prover.Acir.Gates;
using Chonk.Prover.Arithmetization;
using Xunit;

namespace Chonk.Prover.Tests.Acir.Gates;

/// <summary>The cutting of expressions: the gates' terms together are the expression's, whatever its shape.</summary>
public sealed class ExpressionGatesTests
{
    [Fact]
    public void Split_RandomExpressions_KeepsEveryTerm()
    {
        Random random = new(99);
        ExpressionGates splitter = new();
        for (int i = 0; i < 2000; i++)
        {
            AcirExpression expression = RandomExpression(random);
            bool fits = splitter.FitsOneGate(expression);
            splitter.Split(expression);
            Fr[] witness = [.. Enumerable.Range(0, 12).Select(_ => Fr.FromUInt64((ulong)random.NextInt64()))];
            Fr sum = Fr.Zero;
            foreach (ArithmeticGate gate in splitter.Gates)
            {
                sum += (gate.QM * At(gate.A) * At(gate.B)) + (gate.QA * At(gate.A)) + (gate.QB * At(gate.B)) + (gate.QC * At(gate.C))
                    + (gate.QD * At(gate.D)) + gate.Constant;
            }

            Assert.Equal(Evaluate(expression, witness), sum);
            Assert.Equal(fits, splitter.Gates.Length == 1);
            for (int gate = 1; gate < splitter.Gates.Length; gate++)
            {
                // The fourth wire of a later gate carries the sum so far.
                Assert.Equal(ExpressionGates.Unused, splitter.Gates[gate].D);
                Assert.True(splitter.Gates[gate].Constant.IsZero);
            }

            Fr At(uint wire) => wire == ExpressionGates.Unused ? Fr.Zero : witness[wire];
        }
    }

    [Fact]
    public void Split_SquareWithItsOwnLinearTerm_TakesOneGateAndTheFirstWire()
    {
        ExpressionGates splitter = new();
        AcirExpression expression = new([new(Fr.One, 5, 5)], [new(Fr.FromUInt64(3), 5), new(Fr.One, 2), new(Fr.One, 9)], Fr.FromUInt64(4));
        Assert.True(splitter.FitsOneGate(expression));
        splitter.Split(expression);
        ArithmeticGate gate = Assert.Single(splitter.Gates.ToArray());
        Assert.Equal(new ArithmeticGate(5, 5, 2, 9) { QM = Fr.One, QA = Fr.FromUInt64(3), QC = Fr.One, QD = Fr.One, Constant = Fr.FromUInt64(4) }, gate);
    }

    private static AcirExpression RandomExpression(Random random)
    {
        MultiplicationTerm[] products =
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => new MultiplicationTerm(Element(random), Witness(random), Witness(random)))];
        LinearTerm[] linear = [.. Enumerable.Range(0, random.Next(products.Length == 0 ? 1 : 0, 12)).Select(_ => new LinearTerm(Element(random), Witness(random)))];
        return new(products, linear, Element(random));
    }

    private static uint Witness(Random random) => (uint)random.Next(12);

    private static Fr Element(Random random) => Fr.FromInt(random.Next(-3, 9));

    private static Fr Evaluate(AcirExpression expression, Fr[] witness)
    {
        Fr sum = expression.Constant;
        foreach (MultiplicationTerm term in expression.MultiplicationTerms)
        {
            sum += term.Coefficient * witness[term.Left] * witness[term.Right];
        }

        foreach (LinearTerm term in expression.LinearTerms)
        {
            sum += term.Coefficient * witness[term.Witness];
        }

        return sum;
    }
}
