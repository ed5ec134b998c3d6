using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>What a pull did, in file order of prefixes and ordinal order of addresses.</summary>
public sealed record PullResult(
    IReadOnlyList<PulledResource> Resources,
    IReadOnlyList<RepoPath> Unmanaged,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    /// <summary>The result of a run that ended before anything was read.</summary>
    public static PullResult Ended(RunOutcome outcome, IEnumerable<Diagnostic> diagnostics)
        => new([], [], [.. diagnostics], outcome);
}
