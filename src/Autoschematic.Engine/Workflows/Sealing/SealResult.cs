using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>What was sealed; never the value.</summary>
/// <param name="File">The sealed file.</param>
/// <param name="MovedFrom">Where it was before, or null when a value was sealed.</param>
/// <param name="Replaced">Whether an older sealed file was replaced.</param>
public sealed record SealResult(
    RepoPath? File,
    RepoPath? MovedFrom,
    bool Replaced,
    IReadOnlyList<SealedFor> Keys,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    internal static SealResult Ended(RepoPath? file, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(file, null, false, [], [.. diagnostics], outcome);
}
