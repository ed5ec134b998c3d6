using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Keeps a rename that left its outputs behind from becoming a deletion and a creation.</summary>
internal static class RenameGuard
{
    // The share from which git, too, takes a deletion and an addition for a rename.
    private const double Similar = 0.5;

    /// <summary>Fails both sides of what looks like a rename, and warns of what might be one.</summary>
    public static async Task CheckAsync(PlannedItem[] planned, bool refuse, CancellationToken cancellationToken)
    {
        var deletions = Indexes(planned, item => item is { IsMapped: true, Remote: not null } && item.Resource.Action is PlanAction.Delete);
        var additions = Indexes(planned, item => item is { IsMapped: true, Resource.Physical: null }
            && item.Resource.Action is PlanAction.Create or PlanAction.Deferred { Predicted: PlanAction.Create });
        foreach (var from in deletions)
        {
            foreach (var to in additions.Where(to => AreOfOneKind(planned[from], planned[to])))
            {
                if (refuse && await IsRenameAsync(planned[from], planned[to], cancellationToken))
                {
                    var (old, made) = (planned[from].Item.Key, planned[to].Item.Key);
                    planned[from] = planned[from].Fail(PlanDiagnostics.LooksRenamed(old, old, made));
                    planned[to] = planned[to].Fail(PlanDiagnostics.LooksRenamed(made, old, made));
                    break;
                }

                if (planned[from].Resource.Action is PlanAction.Delete)
                {
                    planned[from] = planned[from].Say(PlanDiagnostics.PossibleRename(planned[from].Item.Key, planned[to].Item.Key));
                }
            }
        }
    }

    private static List<int> Indexes(PlannedItem[] planned, Func<PlannedItem, bool> wanted)
        => [.. Enumerable.Range(0, planned.Length).Where(index => wanted(planned[index]))];

    private static bool AreOfOneKind(PlannedItem left, PlannedItem right)
        => left.Item.Owner == right.Item.Owner
            && Path.GetExtension(left.Item.Key.Address.Text) == Path.GetExtension(right.Item.Key.Address.Text);

    private static async Task<bool> IsRenameAsync(PlannedItem from, PlannedItem to, CancellationToken cancellationToken)
    {
        if (from.Item.Base is { } before && to.Item.Desired is { } after && LineSimilarity.Of(before, after) >= Similar)
        {
            return true;
        }

        try
        {
            return to.Resource.Resolved is { } resolved
                && await from.Item.Owner.Reader!.EqAsync(to.Item.Key.Address, from.Remote!.Body, resolved, cancellationToken);
        }
        catch (ConnectorException)
        {
            // Two bodies that the connector cannot compare are not known to be the same.
            return false;
        }
    }
}
