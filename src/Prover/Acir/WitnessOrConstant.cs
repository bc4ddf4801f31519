namespace Chonk.Prover.Acir;

/// <summary>An input of a black box function: a witness by its index, or a field element known when the program was compiled.</summary>
public readonly record struct WitnessOrConstant
{
    private WitnessOrConstant(uint witness, Fr constant, bool isConstant)
    {
        Witness = witness;
        Constant = constant;
        IsConstant = isConstant;
    }

    /// <summary>Whether this is a constant.</summary>
    public bool IsConstant { get; }

    /// <summary>The index of the witness; meaningless for a constant.</summary>
    public uint Witness { get; }

    /// <summary>The constant; zero for a witness.</summary>
    public Fr Constant { get; }

    /// <summary>The witness of an index.</summary>
    public static WitnessOrConstant FromWitness(uint witness) => new(witness, Fr.Zero, isConstant: false);

    /// <summary>A constant.</summary>
    public static WitnessOrConstant FromConstant(in Fr constant) => new(0, constant, isConstant: true);
}
