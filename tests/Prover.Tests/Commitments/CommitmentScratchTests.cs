using Chonk.Prover.Commitments;
using Chonk.Prover.Curves.Msm;
using Chonk.Prover.Memory;
using Chonk.Prover.Polynomials;
using Chonk.Prover.Scheduling;
using Chonk.Prover.Tests.Ivc;
using Xunit;

namespace Chonk.Prover.Tests.Commitments;

/// <summary>What commitments leave in the process's own ledger when they fail half-way; alone, since other tests book there too.</summary>
[Collection(SharedLedger.Name)]
public sealed class CommitmentScratchTests : IDisposable
{
    private const int Length = 100;
    private readonly WorkScheduler scheduler = new(2);

    public void Dispose() => scheduler.Dispose();

    [Fact]
    public void Commit_BatchWithAFreedPolynomial_FreesItsScratch()
    {
        CommitmentKey key = new(TestCommitmentKey.Instance.Srs, scheduler);
        using Polynomial sound = new(0, Length, Length, BufferCategory.Other);
        Polynomial freed = new(0, Length, Length, BufferCategory.Other);
        freed.Dispose();
        AssertScratchIsFreed<ObjectDisposedException>(() => key.Commit([sound, freed]));
    }

    [Fact]
    public void MultiplyByDistinct_ReaderThrows_FreesItsScratch() => AssertScratchIsFreed<InvalidOperationException>(
        () => Pippenger.MultiplyByDistinct<Prover.Curves.Bn254, Fq, Fr>(
            TestCommitmentKey.Instance.Srs.Points[..Length], (_, _) => throw new InvalidOperationException(), [Fr.Zero, Fr.One], scheduler));

    private static void AssertScratchIsFreed<TException>(Func<object> fail)
        where TException : Exception
    {
        SharedLedger.Settle();
        long before = MemoryLedger.Shared.LiveBytesOf(BufferCategory.MsmScratch);
        Assert.Throws<TException>(fail);
        Assert.Equal(before, MemoryLedger.Shared.LiveBytesOf(BufferCategory.MsmScratch));
    }
}
