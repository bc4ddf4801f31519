using Chonk.Prover.Relations;

namespace Chonk.Prover.Arithmetization.Relations;

/// <summary>The 18 relations of a Mega circuit with their 68 subrelations, in the order of the powers of alpha.</summary>
public readonly record struct MegaRelations : IRelationSet
{
    /// <inheritdoc/>
    public static int ColumnCount => MegaColumns.Count;

    /// <inheritdoc/>
    public static void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IRelationVisitor, allows ref struct
    {
        visitor.Visit<PermutationRelation>();
        visitor.Visit<LogDerivativeLookupRelation>();
        visitor.Visit<ArithmeticRelation>();
        visitor.Visit<DeltaRangeRelation>();
        visitor.Visit<EllipticRelation>();
        visitor.Visit<MemoryRelation>();
        visitor.Visit<NonNativeFieldRelation>();
        visitor.Visit<EccOpQueueRelation>();
        visitor.Visit<SingleBusLookupRelation<KernelCalldataColumns>>();
        visitor.Visit<SingleBusLookupRelation<FirstAppCalldataColumns>>();
        visitor.Visit<SingleBusLookupRelation<SecondAppCalldataColumns>>();
        visitor.Visit<SingleBusLookupRelation<ThirdAppCalldataColumns>>();
        visitor.Visit<SingleBusLookupRelation<ReturnDataColumns>>();
        visitor.Visit<Poseidon2ExternalRelation>();
        visitor.Visit<Poseidon2InitialExternalRelation>();
        visitor.Visit<Poseidon2QuadInternalRelation>();
        visitor.Visit<Poseidon2QuadInternalTerminalRelation>();
        visitor.Visit<Poseidon2TransitionEntryRelation>();
    }
}
