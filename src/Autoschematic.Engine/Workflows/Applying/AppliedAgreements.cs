using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Records what repository and remote have in common after an apply.</summary>
internal static class AppliedAgreements
{
    public static async Task RecordAsync(
        Workspace workspace, IEnumerable<PlannedItem> items, IReadOnlyList<AppliedResource> applied, DiagnosticBag diagnostics)
    {
        var done = applied.Where(resource => resource.Status is ApplyStatus.Done).Select(resource => resource.Resource).ToHashSet();
        foreach (var item in items)
        {
            var key = item.Item.Key;
            var isDone = done.Contains(key);
            if (item.Resource.IsDeletion && (isDone || IsGone(item)))
            {
                workspace.Agreed.Forget(key.File);
            }
            else if (item.Resource.Desired is { } body && (isDone || IsSame(item)))
            {
                workspace.Agreed.Note(key.File, body);
            }
        }

        await workspace.Agreed.SaveAsync(diagnostics, CancellationToken.None);
    }

    private static bool IsGone(PlannedItem item)
        => item.Resource.Action is PlanAction.Unchanged && (item.Remote is null || item.Holder is not null);

    private static bool IsSame(PlannedItem item) => item is { IsLeftAlone: false, Resource.Action: PlanAction.Unchanged, Remote: not null };
}
