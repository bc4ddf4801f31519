namespace Chonk.Traces.Models;

/// <summary>A thread of a trace.</summary>
/// <param name="Id">1 for the main thread, then 2, 3, ... for its workers.</param>
/// <param name="Name"><c>main</c>, <c>worker-1</c>, ...</param>
public readonly record struct TraceThread(int Id, string Name);
