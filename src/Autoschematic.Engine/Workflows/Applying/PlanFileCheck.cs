using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Plans;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Holds what a plan file says against what planning finds now: the file's ops stay, or the resource is refused.</summary>
internal sealed class PlanFileCheck(Workspace workspace, PlanFile plan)
{
    private readonly PlanFileBuilder now = new(workspace);
    private readonly PlannedRemotes remotes = new(workspace);

    public async Task<PlanDraft> RunAsync(PlanDraft draft, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var entries = plan.Entries.ToDictionary(entry => entry.File, StringComparer.Ordinal);
        var items = new List<PlannedItem>();
        foreach (var item in draft.Items)
        {
            if (entries.Remove(item.Item.Key.File.Text, out var entry))
            {
                items.Add(await CheckAsync(item, entry, cancellationToken));
            }
            else if (item.Resource.Action is not PlanAction.Unchanged)
            {
                diagnostics.Add(PlanFileDiagnostics.NotInPlan(item.Item.Key));
            }
        }

        var unknown = draft.Unknown.Where(resource => entries.Remove(resource.Resource.File.Text)).ToList();
        var gone = entries.Values.Where(entry => entry.Action is not ("unchanged" or "error")).Select(Gone).OfType<PlannedResource>();
        return draft with { Items = items, Unknown = [.. unknown, .. gone], Edges = PlanGraph.Build(items) };
    }

    private async Task<PlannedItem> CheckAsync(PlannedItem item, PlanFileEntry entry, CancellationToken cancellationToken)
    {
        var key = item.Item.Key;
        if (item.Resource.Action is PlanAction.Failed)
        {
            return item;
        }

        switch (entry.Action)
        {
            case "error":
                return item.Fail(PlanFileDiagnostics.WasNotPlanned(key));
            case "unchanged":
                return item.Resource.Action is PlanAction.Unchanged ? item : LeaveAlone(item);
            case var _ when item.Resource.Action is PlanAction.Unchanged:
                // Done already, by an earlier apply of the same plan or by hand.
                return item;
            case var _ when Objection(item, entry) is { } objection:
                return Refuse(item, entry, objection);
            case "deferred":
                return await CheckDeferredAsync(item, entry, cancellationToken);
            default:
                return await CheckOpsAsync(item, entry, cancellationToken);
        }
    }

    /// <summary>What changed on this side since the plan was made.</summary>
    private Diagnostic? Objection(PlannedItem item, PlanFileEntry entry)
    {
        var key = item.Item.Key;
        if (entry.Connector != item.Item.Owner.Name || entry.Identity != now.IdentityOf(item.Item.Owner))
        {
            return PlanFileDiagnostics.ConnectorChanged(key, item.Item.Owner.Name);
        }

        if (entry.DesiredHash != (item.Item.Desired is { } desired ? Hashes.Of(desired) : null))
        {
            return PlanFileDiagnostics.DesiredChanged(key);
        }

        // What a deferred resource waits for has to appear; what was there already has to stay.
        var changed = entry.Reads.Except(now.ReadsOf(key, item.Item.Desired)).FirstOrDefault(read => entry.Deferral is null || read.ValueHash is not null);
        return changed is null ? null : PlanFileDiagnostics.OutputChanged(key, changed.Address, changed.Key);
    }

    private async Task<PlannedItem> CheckDeferredAsync(PlannedItem item, PlanFileEntry entry, CancellationToken cancellationToken)
    {
        var action = item.Resource.Action is PlanAction.Deferred deferred ? deferred.Predicted : item.Resource.Action;
        var predicted = ActionOf(entry.Deferral?.Predicted);
        return !await IsSameRemoteAsync(item, entry, cancellationToken) ? Refuse(item, entry, ApplyDiagnostics.Stale(item.Item.Key))
            : predicted is null || predicted != action
                ? Refuse(item, entry, ApplyDiagnostics.OtherThanPlanned(item.Item.Key, predicted ?? new PlanAction.Create(), action))
            : item;
    }

    private async Task<PlannedItem> CheckOpsAsync(PlannedItem item, PlanFileEntry entry, CancellationToken cancellationToken)
    {
        var key = item.Item.Key;
        var sameOps = OpValues.Hash(item.Resource.Ops) == entry.OpsHash;
        var isLike = item.RemoteState.Fingerprint == entry.Fingerprint;
        if (!isLike && !(sameOps && await IsSameRemoteAsync(item, entry, cancellationToken)))
        {
            return Refuse(item, entry, ApplyDiagnostics.Stale(key));
        }

        var isElsewhere = entry.Physical != item.Resource.Physical?.Text
            || entry.MovedFrom != (item.Resource.Action as PlanAction.Moved)?.From.File.Text;
        if (isElsewhere || item.Resource.Action.Word != entry.Action || (entry.Ops is null && !sameOps))
        {
            return Refuse(item, entry, PlanFileDiagnostics.OpsChanged(key));
        }

        return entry.Ops is { } ops ? item with { Resource = item.Resource with { Ops = ops } } : item;
    }

    private Task<bool> IsSameRemoteAsync(PlannedItem item, PlanFileEntry entry, CancellationToken cancellationToken)
        => remotes.StateOf(entry.Fingerprint).IsSameAsync(item.RemoteState, item.Item.Owner, item.Item.Key.Address, cancellationToken);

    private static PlannedItem LeaveAlone(PlannedItem item)
    {
        var said = item.Say(PlanFileDiagnostics.WasUnchanged(item.Item.Key, item.Resource.Action));
        return said with
        {
            IsLeftAlone = true,
            Resource = said.Resource with { Action = new PlanAction.Unchanged(), Ops = [], Diff = null },
        };
    }

    private static PlannedItem Refuse(PlannedItem item, PlanFileEntry entry, Diagnostic why)
    {
        var said = item.Say(why);
        var planned = ActionOf(entry.Action) ?? item.Resource.Action;
        return said with { Resource = said.Resource with { Action = new PlanAction.Stale(planned, why), Ops = [], Diff = null } };
    }

    /// <summary>A resource of the plan whose file is no longer selected.</summary>
    private PlannedResource? Gone(PlanFileEntry entry)
    {
        if (RepoPath.TryParse(entry.File) is not { } file || workspace.Config.Locate(file) is not { } place)
        {
            return null;
        }

        var why = PlanFileDiagnostics.NotSelected(file);
        var planned = ActionOf(entry.Action) ?? new PlanAction.Update();
        var body = entry.DesiredHash is null ? default(ReadOnlyMemory<byte>?) : ReadOnlyMemory<byte>.Empty;
        return new(
            new(place.Prefix.Prefix, place.Address), entry.Connector, null, new PlanAction.Stale(planned, why), [], body, null, null, null, [why]);
    }

    private static PlanAction? ActionOf(string? word) => word switch
    {
        "create" => new PlanAction.Create(),
        "update" => new PlanAction.Update(),
        "delete" => new PlanAction.Delete(),
        "replace" => new PlanAction.Replace(),
        _ => null,
    };
}
