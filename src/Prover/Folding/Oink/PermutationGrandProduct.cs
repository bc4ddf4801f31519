using Chonk.Prover.Arithmetization;
using Chonk.Prover.Diagnostics;
using Chonk.Prover.Fields;
using Chonk.Prover.Memory;
using Chonk.Prover.Scheduling;

namespace Chonk.Prover.Folding.Oink;

/// <summary>
/// <c>z_perm[i + 1] = prod_(j at most i) prod_k (w_k + beta id_k + gamma) / (w_k + beta sigma_k + gamma)</c> with <c>z_perm[0] = 0</c>, which
/// the relation raises to 1 by lagrange_first. Blocks of rows are computed apart with one inversion each, then scaled by the product of
/// the blocks before. Scratch: four blocks per thread. Source: [Gabizon, Williamson, Ciobotaru 2019, section 5].
/// </summary>
internal static class PermutationGrandProduct
{
    private const int BlockLength = 1 << 10;
    private const int ScratchLength = 4 * BlockLength;

    /// <summary>Fills <c>z_perm</c>.</summary>
    /// <param name="instance">The trace, with its memory records.</param>
    /// <param name="beta">Challenge.</param>
    /// <param name="gamma">Challenge.</param>
    public static void Compute(MegaInstance instance, Fr beta, Fr gamma)
    {
        using Zone zone = Zone.Enter("compute_grand_product");

        // Row 0 holds zeros, so its factor is 1 and z_perm[1] = 1. Stored columns start at row 1: index s is row s + 1.
        int rowCount = instance[MegaColumn.ZPerm].Coefficients.Length;
        for (int k = 0; k < 4; k++)
        {
            RequireRows(instance, MegaColumn.WL + k, rowCount);
            RequireRows(instance, MegaColumn.Id1 + k, rowCount);
            RequireRows(instance, MegaColumn.Sigma1 + k, rowCount);
        }

        RequireRows(instance, MegaColumn.ZPerm, rowCount);
        int factorCount = rowCount - 1;
        int blocks = (factorCount + BlockLength - 1) / BlockLength;
        Fr[] products = new Fr[blocks];
        using NativeBuffer<Fr> scratch = NativeBuffer<Fr>.CreateUninitialized(
            WorkScheduler.Shared.ThreadCount * ScratchLength, BufferCategory.WitnessDerived);
        WorkScheduler.Shared.For(blocks, 1, (from, to, worker) =>
        {
            for (int block = from; block < to; block++)
            {
                int start = block * BlockLength;
                int length = Math.Min(BlockLength, factorCount - start);
                products[block] = ComputeBlock(instance, start, length, beta, gamma, scratch.Span.Slice(worker * ScratchLength, ScratchLength));
            }
        });

        Fr running = Fr.One;
        for (int block = 0; block < blocks; block++)
        {
            Fr product = products[block];
            products[block] = running;
            running *= product;
        }

        instance[MegaColumn.ZPerm].Coefficients[0] = Fr.One;
        WorkScheduler.Shared.For(blocks, 1, (from, to, _) =>
        {
            Span<Fr> z = instance[MegaColumn.ZPerm].Coefficients[1..];
            for (int block = Math.Max(1, from); block < to; block++)
            {
                Span<Fr> part = z.Slice(block * BlockLength, Math.Min(BlockLength, factorCount - (block * BlockLength)));
                FieldVector.Scale(part, products[block], part);
            }
        });
    }

    /// <summary>Writes the running products of one block's factors and returns the last.</summary>
    private static Fr ComputeBlock(MegaInstance instance, int start, int length, Fr beta, Fr gamma, Span<Fr> scratch)
    {
        Span<Fr> denominators = scratch[..length];
        Span<Fr> value = scratch.Slice(BlockLength, length);
        Span<Fr> term = scratch.Slice(2 * BlockLength, length);
        Span<Fr> names = scratch.Slice(3 * BlockLength, length);
        Span<Fr> z = instance[MegaColumn.ZPerm].Coefficients.Slice(start + 1, length);
        denominators.Fill(Fr.One);
        z.Fill(Fr.One);
        for (int k = 0; k < 4; k++)
        {
            value.Fill(gamma);
            FieldVector.Add(value, instance[MegaColumn.WL + k].Coefficients.Slice(start, length), value);
            value.CopyTo(term);
            FieldVector.AddScaled(instance[MegaColumn.Id1 + k].Rows(start + 1, length, names), beta, term);
            FieldVector.Multiply(z, term, z);
            FieldVector.AddScaled(instance[MegaColumn.Sigma1 + k].Rows(start + 1, length, names), beta, value);
            FieldVector.Multiply(denominators, value, denominators);
        }

        FieldVector.Invert(denominators, value);
        FieldVector.Multiply(z, denominators, z);
        Fr running = Fr.One;
        for (int i = 0; i < length; i++)
        {
            running *= z[i];
            z[i] = running;
        }

        return running;
    }

    private static void RequireRows(MegaInstance instance, MegaColumn column, int rowCount)
    {
        if (instance[column].StartIndex != 1 || instance[column].StoredSize != rowCount)
        {
            throw new ArgumentException($"Column {column} does not store the rows from 1 to {rowCount}.", nameof(instance));
        }
    }
}
