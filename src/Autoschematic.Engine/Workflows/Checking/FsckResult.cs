using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>What was found, in the order of files, and what was put right.</summary>
/// <param name="Findings">Everything found, also what was put right.</param>
/// <param name="Fixed">Files that were deleted.</param>
public sealed record FsckResult(
    IReadOnlyList<FsckFinding> Findings,
    IReadOnlyList<RepoPath> Fixed,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    /// <summary>The result of a run that ended before anything was read.</summary>
    public static FsckResult Ended(RunOutcome outcome, IEnumerable<Diagnostic> diagnostics) => new([], [], [.. diagnostics], outcome);
}
