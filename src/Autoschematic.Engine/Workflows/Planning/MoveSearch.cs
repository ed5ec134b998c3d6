using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Finds files that stand for what another one stood for, because its outputs were moved along with the body.</summary>
internal sealed class MoveSearch(ConnectorSession session)
{
    private readonly OutputStore outputs = session.Workspace.Outputs;
    private readonly SharedPlaces places = new(session);

    /// <summary>Turns deletions of what another file wants into nothing to do, and files whose pointer names another one into moves.</summary>
    public async Task RunAsync(PlannedItem[] planned, CancellationToken cancellationToken)
    {
        var holders = await places.SettleAsync(planned, cancellationToken);
        var left = new Dictionary<ResourceKey, ResourceKey>();
        for (var index = 0; index < planned.Length; index++)
        {
            var item = planned[index];
            if (item is not { IsMapped: true, IsLeftBehind: true, Resource: { Physical: { } physical, Action: var action } })
            {
                continue;
            }

            if (holders.TryGetValue((item.Item.Owner, physical), out var holder) && holder is null)
            {
                planned[index] = action is PlanAction.Delete ? item.Fail(PlanDiagnostics.HolderUncertain(item.Item.Key, physical)) : item;
                continue;
            }

            holder ??= HolderByPointer(item.Item.Key, physical)
                ?? await HolderByOutputsAsync(item, physical, cancellationToken);
            if (holder is not null)
            {
                planned[index] = item.MoveTo(holder);
                left[holder] = item.Item.Key;
            }
        }

        var current = PlacesOf(planned);
        for (var index = 0; index < planned.Length; index++)
        {
            planned[index] = Predecessor(planned[index], current, left) is { } from ? planned[index].MovedFrom(from) : planned[index];
        }
    }

    /// <summary>Whose place a file took that could not be planned before; null when it took nobody's.</summary>
    /// <param name="all">The whole plan.</param>
    public ResourceKey? FindPredecessor(PlannedItem item, IReadOnlyCollection<PlannedItem> all)
        => Predecessor(
            item,
            PlacesOf(all),
            all.Where(other => other.Holder is not null).DistinctBy(other => other.Holder).ToDictionary(other => other.Holder!, other => other.Item.Key));

    private static Dictionary<ResourceKey, Address?> PlacesOf(IEnumerable<PlannedItem> planned)
        => planned.Where(item => !item.Resource.IsDeletion).ToDictionary(item => item.Item.Key, item => item.Resource.Physical);

    private ResourceKey? Predecessor(
        PlannedItem item, Dictionary<ResourceKey, Address?> current, Dictionary<ResourceKey, ResourceKey> left)
        => item is { IsMapped: true, Resource: { IsDeletion: false, Physical: { } physical, Action: PlanAction.Unchanged or PlanAction.Update } }
            && physical != item.Item.Key.Address
            ? Predecessor(item.Item.Key, physical, current, left)
            : null;

    /// <summary>Whose place a file took: the pointer still names the other one, or there is none and the other one is deleted.</summary>
    private ResourceKey? Predecessor(
        ResourceKey key,
        Address physical,
        Dictionary<ResourceKey, Address?> current,
        Dictionary<ResourceKey, ResourceKey> left)
    {
        if (outputs.PointedAt(key.Prefix, physical) is not { } named)
        {
            return left.GetValueOrDefault(key);
        }

        // Two files that both map there have not moved: one of them is too many.
        var other = new ResourceKey(key.Prefix, named);
        var isElsewhere = current.TryGetValue(other, out var place) ? place != physical : !session.Workspace.Files.Exists(other.File);
        return named != key.Address && named != physical && isElsewhere ? other : null;
    }

    private ResourceKey? HolderByPointer(ResourceKey key, Address physical)
    {
        var holder = outputs.Read(key.Prefix, physical, new DiagnosticBag())?.Address;
        return holder is not null && holder != key.Address && holder != physical && session.Workspace.Files.Exists(key.Prefix.FileOf(holder))
            ? new(key.Prefix, holder)
            : null;
    }

    /// <summary>A file elsewhere in the prefix with the very same outputs, when its connector maps it to the same place.</summary>
    private async Task<ResourceKey?> HolderByOutputsAsync(PlannedItem item, Address physical, CancellationToken cancellationToken)
    {
        var key = item.Item.Key;
        var ignored = new DiagnosticBag();
        if (outputs.Read(key.Prefix, key.Address, ignored)?.Values is not { Count: > 0 } own)
        {
            return null;
        }

        foreach (var (address, file) in outputs.List(key.Prefix, ignored))
        {
            if (address != key.Address
                && file is OutputFile.Map map
                && map.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(own.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                && session.Workspace.Files.Exists(key.Prefix.FileOf(address))
                && await places.IsAtAsync(item.Item.Owner, address, physical, cancellationToken))
            {
                return new(key.Prefix, address);
            }
        }

        return null;
    }
}
