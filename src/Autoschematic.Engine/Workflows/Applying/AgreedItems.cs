using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Tells of which files of a plan the repository says now what is so: those that were done, and those that needed nothing.</summary>
internal sealed class AgreedItems(Workspace workspace, IReadOnlyList<PlannedItem> items, IReadOnlyList<AppliedResource> applied)
{
    private readonly Dictionary<ResourceKey, ApplyStatus> ends = applied.ToDictionary(resource => resource.Resource, resource => resource.Status);
    private readonly HashSet<ResourceKey> moving =
        [.. items.Where(item => item.Resource.Action is PlanAction.Moved).Select(item => item.Item.Key)];

    public IEnumerable<PlannedItem> All => items.Where(Contains);

    public bool IsDone(ResourceKey resource) => ends.GetValueOrDefault(resource) is ApplyStatus.Done;

    private bool Contains(PlannedItem item)
        => ends.ContainsKey(item.Item.Key)
            ? IsDone(item.Item.Key)
            : item is { IsLeftAlone: false, Resource.Action: PlanAction.Unchanged } && IsTaken(item);

    /// <summary>Whether what a deleted file stood for belongs to its new file entirely, outputs included.</summary>
    private bool IsTaken(PlannedItem item)
        => item.Holder is not { } holder
            || ((!moving.Contains(holder) || IsDone(holder)) && (HasOutputs(holder) || !HasOutputs(item.Item.Key)));

    private bool HasOutputs(ResourceKey resource) => workspace.Outputs.Exists(resource.Prefix, resource.Address);
}
