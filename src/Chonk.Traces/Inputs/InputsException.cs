namespace Chonk.Traces.Inputs;

/// <summary>Pinned inputs could not be fetched, unpacked or read.</summary>
/// <param name="message">What is wrong, in one line.</param>
/// <param name="inner">The cause.</param>
public sealed class InputsException(string message, Exception? inner = null) : Exception(message, inner);
