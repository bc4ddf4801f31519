namespace Chonk.Prover.Acir;

/// <summary>Bytes that are not an ACIR program or witness stack.</summary>
public sealed class AcirFormatException : Exception
{
    /// <summary>An error without a position, e.g. of the format marker.</summary>
    public AcirFormatException(string reason)
        : base(reason)
    {
    }

    /// <summary>An error at a byte of the unpacked stream.</summary>
    /// <param name="reason">What is wrong.</param>
    /// <param name="offset">Where reading stopped, in bytes from the format marker.</param>
    /// <param name="inner">The token reader's own exception, if that found the error.</param>
    public AcirFormatException(string reason, long offset, Exception? inner = null)
        : base($"{reason} at byte {offset}", inner) => Offset = offset;

    /// <summary>Where reading stopped, in bytes from the format marker; zero if that has no meaning.</summary>
    public long Offset { get; }
}
