namespace Chonk.Prover.Relations;

/// <summary>Makes the parameters of relations from challenges.</summary>
public static class RelationParameters
{
    /// <summary>The parameters over the field.</summary>
    /// <param name="eta">Challenge of the memory records.</param>
    /// <param name="beta">Challenge of the permutation, lookup and databus arguments.</param>
    /// <param name="gamma">Challenge of the same.</param>
    /// <param name="publicInputDelta">Quotient of the grand product over the public inputs.</param>
    public static RelationParameters<Fr> Create(Fr eta, Fr beta, Fr gamma, Fr publicInputDelta)
    {
        Fr etaTwo = eta * eta;
        Fr betaTwo = beta * beta;
        return RelationParameters<Fr>.Create(index => (RelationParameter)index switch
        {
            RelationParameter.Eta => eta,
            RelationParameter.EtaTwo => etaTwo,
            RelationParameter.EtaThree => etaTwo * eta,
            RelationParameter.Beta => beta,
            RelationParameter.BetaTwo => betaTwo,
            RelationParameter.BetaThree => betaTwo * beta,
            RelationParameter.Gamma => gamma,
            RelationParameter.PublicInputDelta => publicInputDelta,
            RelationParameter.One => Fr.One,
            RelationParameter.Two => Fr.FromInt(2),
            RelationParameter.Three => Fr.FromInt(3),
            RelationParameter.NegatedHalf => -Fr.Inverse(Fr.FromInt(2)),
            RelationParameter.CurveB => Fr.FromInt(-17),
            RelationParameter.LimbSize => Fr.FromInteger(Fields.UInt256.One << 68),
            RelationParameter.SublimbSize => Fr.FromInt(1 << 14),
            _ => Poseidon2QuadCoefficients.Values[index - (int)RelationParameter.QuadStart],
        });
    }

    /// <summary>How the protocol writes a parameter.</summary>
    internal static string NameOf(int index) => (RelationParameter)index switch
    {
        RelationParameter.Eta => "eta",
        RelationParameter.EtaTwo => "eta^2",
        RelationParameter.EtaThree => "eta^3",
        RelationParameter.Beta => "beta",
        RelationParameter.BetaTwo => "beta^2",
        RelationParameter.BetaThree => "beta^3",
        RelationParameter.Gamma => "gamma",
        RelationParameter.PublicInputDelta => "delta",
        RelationParameter.One => "1",
        RelationParameter.Two => "2",
        RelationParameter.Three => "3",
        RelationParameter.NegatedHalf => "(-1/2)",
        RelationParameter.CurveB => "b",
        RelationParameter.LimbSize => "2^68",
        RelationParameter.SublimbSize => "2^14",
        _ => Poseidon2QuadCoefficients.NameOf(index - (int)RelationParameter.QuadStart),
    };
}
