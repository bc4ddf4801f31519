namespace Chonk.Gate.Json;

/// <summary>Why a text could not be read, in the words shown to the user, and where.</summary>
/// <param name="Message">One sentence without a final stop; never the text of an exception.</param>
/// <param name="Line">One-based line, 0 when the file as a whole is meant.</param>
/// <param name="Column">One-based column, 0 when the line as a whole is meant.</param>
public sealed record JsonFault(string Message, int Line, int Column);
