using Chonk.Gate.Baselines;
using Chonk.Gate.Diagnostics;

namespace Chonk.Gate.Updates;

/// <summary>What became of a wish to move a baseline.</summary>
/// <param name="Summary">One line for the user; empty when refused.</param>
/// <param name="Refusal">Why nothing was written; <see langword="null"/> when it was, or when there was nothing to do.</param>
/// <param name="Written">The baseline written; <see langword="null"/> when nothing was.</param>
public sealed record UpdateResult(string Summary, Diagnostic? Refusal, Baseline? Written);
