namespace Chonk.Prover.Arithmetization;

/// <summary>The columns of the databus, over which circuits of one chain hand data to each other.</summary>
public enum BusColumn
{
    /// <summary>What the previous kernel returned.</summary>
    KernelCalldata,

    /// <summary>What the first app returned.</summary>
    FirstAppCalldata,

    /// <summary>What the second app returned.</summary>
    SecondAppCalldata,

    /// <summary>What the third app returned.</summary>
    ThirdAppCalldata,

    /// <summary>What this circuit returns.</summary>
    ReturnData,
}
