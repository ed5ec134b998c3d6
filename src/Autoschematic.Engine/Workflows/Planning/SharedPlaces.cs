using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Finds files that map to one place, such as copies of a file and its outputs; the place can belong to one of them only.</summary>
internal sealed class SharedPlaces(ConnectorSession session)
{
    private readonly OutputStore outputs = session.Workspace.Outputs;

    /// <summary>Whose each place is, null where that cannot be told, and refuses whatever would change it for another one.</summary>
    public async Task<IReadOnlyDictionary<(SessionConnector Owner, Address Physical), ResourceKey?>> SettleAsync(
        PlannedItem[] planned, CancellationToken cancellationToken)
    {
        var known = planned.Select(item => item.Item.Key).ToHashSet();
        var claims = planned.Index()
            .Where(pair => pair.Item is { IsMapped: true, Resource: { IsDeletion: false, Physical: not null } })
            .GroupBy(pair => (pair.Item.Item.Owner, Physical: pair.Item.Resource.Physical!), pair => pair.Index);
        var holders = new Dictionary<(SessionConnector, Address), ResourceKey?>();
        foreach (var claim in claims)
        {
            PlannedItem[] claimants = [.. claim.Select(index => planned[index])];
            var named = outputs.PointedAt(claimants[0].Item.Key.Prefix, claim.Key.Physical);
            var holder = HolderAmong(claimants, named);
            if (named is not null && holder?.Address != named
                && await OutsiderAsync(claimants[0], named, known, cancellationToken) is { } outsider)
            {
                holder = outsider;
            }

            foreach (var index in claim.Where(index => planned[index].Item.Key != holder && IsAtStake(planned[index], holder, named)))
            {
                planned[index] = planned[index].Fail(PlanDiagnostics.SharedPlace(
                    planned[index].Item.Key, claim.Key.Physical, holder, [.. claimants.Select(item => item.Item.Key)]));
            }

            holders[claim.Key] = holder;
        }

        return holders;
    }

    /// <summary>Whether a connector maps an address to a place.</summary>
    public async Task<bool> IsAtAsync(SessionConnector owner, Address address, Address physical, CancellationToken cancellationToken)
    {
        try
        {
            return await session.MapAsync(owner, address, cancellationToken) is MappedAddress.At at && at.Physical == physical;
        }
        catch (ConnectorException)
        {
            // A connector that cannot map the other file says nothing about this one.
            return false;
        }
    }

    /// <summary>Whom the pointer names, or else the only one, or the only one that is what is there.</summary>
    private static ResourceKey? HolderAmong(PlannedItem[] claimants, Address? named)
        => claimants.FirstOrDefault(item => item.Item.Key.Address == named)?.Item.Key
            ?? (claimants is [var single] ? single.Item.Key : null)
            ?? (claimants.Where(item => item.Resource.Action is PlanAction.Unchanged).ToList() is [var equal] ? equal.Item.Key : null);

    /// <summary>A file outside of the plan that the pointer names, when it maps there, too.</summary>
    private async Task<ResourceKey?> OutsiderAsync(
        PlannedItem claimant, Address named, HashSet<ResourceKey> known, CancellationToken cancellationToken)
    {
        var physical = claimant.Resource.Physical!;
        var other = new ResourceKey(claimant.Item.Key.Prefix, named);
        return named != physical
            && !known.Contains(other)
            && session.Workspace.Files.Exists(other.File)
            && await IsAtAsync(claimant.Item.Owner, named, physical, cancellationToken)
                ? other
                : null;
    }

    /// <summary>Whether it would change the place or, where that belongs to nobody yet, take it; else nothing has to be decided.</summary>
    private static bool IsAtStake(PlannedItem item, ResourceKey? holder, Address? named)
        => item.Resource.Action switch
        {
            PlanAction.Failed => false,
            PlanAction.Unchanged => holder is null && named is not null,
            _ => true,
        };
}
