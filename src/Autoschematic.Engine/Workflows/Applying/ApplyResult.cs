using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>What an apply did.</summary>
/// <param name="Run">Identifies the run in the commit's trailer; null when there was none to resume.</param>
/// <param name="Plan">The plan that was confirmed, or that ended the run.</param>
/// <param name="Confirmed">Whether execution was agreed to; false also when there was nothing to do.</param>
/// <param name="Resources">What became of every resource with a change, in the plan's order.</param>
/// <param name="CommitId">The commit that was made, if one was.</param>
/// <param name="Diagnostics">Everything found, those of the plan and the resources included.</param>
/// <param name="Outcome">How the run ended.</param>
public sealed record ApplyResult(
    RunId? Run,
    PlanResult Plan,
    bool Confirmed,
    IReadOnlyList<AppliedResource> Resources,
    string? CommitId,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    /// <summary>Whether it went on with an interrupted run.</summary>
    public bool Resumed { get; init; }

    /// <summary>Whether the run is still open: something about it is not known or not stored.</summary>
    public bool IsOpen { get; init; }

    public int DoneCount => Resources.Count(resource => resource.Status is ApplyStatus.Done);

    public int FailedCount => Resources.Count(resource => resource.Status is ApplyStatus.Failed);

    public int UnknownCount => Resources.Count(resource => resource.Status is ApplyStatus.Unknown);

    public int StaleCount => Resources.Count(resource => resource.Status is ApplyStatus.Stale);

    public int SkippedCount => Resources.Count(resource => resource.Status is ApplyStatus.Skipped);
}
