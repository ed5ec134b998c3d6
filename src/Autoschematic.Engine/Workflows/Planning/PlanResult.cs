using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>A whole plan, in file order of the prefixes and ordinal order of addresses.</summary>
/// <param name="Resources">Every selected resource exactly once.</param>
/// <param name="Edges">Which resource is executed after which.</param>
/// <param name="Unmanaged">Selected files that no connector owns.</param>
/// <param name="Diagnostics">Everything found, those of the resources included.</param>
/// <param name="Outcome">How the run ended.</param>
public sealed record PlanResult(
    IReadOnlyList<PlannedResource> Resources,
    IReadOnlyList<PlanEdge> Edges,
    IReadOnlyList<RepoPath> Unmanaged,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    /// <summary>Where the plan was kept, when that was asked for and could be done.</summary>
    public SavedPlan? File { get; init; }

    /// <summary>Whether anything would be executed, now or after other resources.</summary>
    public bool HasChanges => Resources.Any(resource => resource.Action.IsChange);

    /// <summary>Resources that exist remotely and will not afterwards.</summary>
    public int Deletions => Resources.Count(resource => resource.Action is PlanAction.Delete);

    /// <summary>Resources that are deleted and made anew.</summary>
    public int Replacements => Resources.Count(resource => resource.Action is PlanAction.Replace);

    /// <summary>Ops that cannot be taken back, as far as the connectors say.</summary>
    public int IrreversibleOps => Resources.Sum(resource => resource.Ops.Count(op => op.Irreversible));

    /// <summary>Ops that destroy data, as far as the connectors say.</summary>
    public int DestroyingOps => Resources.Sum(resource => resource.Ops.Count(op => op.DestroysData));

    /// <summary>The result of a run that ended before anything could be planned.</summary>
    public static PlanResult Ended(RunOutcome outcome, IEnumerable<Diagnostic> diagnostics)
        => new([], [], [], [.. diagnostics], outcome);
}
