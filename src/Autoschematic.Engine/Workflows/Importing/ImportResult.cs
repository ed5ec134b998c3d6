using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>What an import did, in file order of prefixes and connectors and ordinal order of addresses.</summary>
/// <param name="Resources">Every listed resource exactly once.</param>
/// <param name="CommitId">The commit that was made, if one was.</param>
/// <param name="Diagnostics">Everything found, the errors of the resources included.</param>
/// <param name="Outcome">How the run ended.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportedResource> Resources,
    string? CommitId,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    /// <summary>What `--link` did; null without it.</summary>
    public ImportLinks? Links { get; init; }

    /// <summary>What `--verify` found: resources whose plan is not empty; null without it, or when it was not reached.</summary>
    public IReadOnlyList<UnprovenResource>? Unproven { get; init; }

    public int ImportedCount => Resources.Count(resource => resource.Status is ImportStatus.Imported or ImportStatus.Replaced);

    public int SkippedCount => Resources.Count(resource => resource.Status is ImportStatus.Skipped);

    public int FailedCount => Resources.Count(resource => resource.Status is ImportStatus.Failed);

    /// <summary>The result of a run that ended before anything was listed.</summary>
    public static ImportResult Ended(RunOutcome outcome, IEnumerable<Diagnostic> diagnostics)
        => new([], null, [.. diagnostics], outcome);
}
