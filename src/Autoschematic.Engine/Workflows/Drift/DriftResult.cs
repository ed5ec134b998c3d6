using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>A drift report in file order of prefixes and ordinal order of addresses.</summary>
public sealed record DriftResult(
    IReadOnlyList<DriftedResource> Resources,
    IReadOnlyList<RepoPath> Unmanaged,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    public bool HasDrift => Resources.Any(resource => resource.Status.IsDrift);

    /// <summary>The result of a run that ended before anything was read.</summary>
    public static DriftResult Ended(RunOutcome outcome, IEnumerable<Diagnostic> diagnostics)
        => new([], [], [.. diagnostics], outcome);
}
