using Autoschematic.Engine.Workflows.Planning;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Holds back what might be a rename from a run that nobody looks at.</summary>
internal static class RenameHold
{
    public static PlanDraft Apply(PlanDraft draft, ApplyRequest request)
        => request is { AssumeYes: true, NoRename: false }
            ? draft with { Items = [.. draft.Items.Select(Hold)] }
            : draft;

    private static PlannedItem Hold(PlannedItem item)
        => item.MaybeRenamed is { } other && item.Resource.Action is not PlanAction.Failed
            ? item.Fail(ApplyDiagnostics.RenameNotAgreed(item.Item.Key, other))
            : item;
}
