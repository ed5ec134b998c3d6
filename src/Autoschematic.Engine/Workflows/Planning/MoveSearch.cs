using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Finds deletions whose remote resource another file stands for, because its outputs were moved along.</summary>
internal sealed class MoveSearch(ConnectorSession session)
{
    /// <summary>Turns such deletions into nothing to do: deleting there would delete what the other file wants.</summary>
    public async Task RunAsync(PlannedItem[] planned, CancellationToken cancellationToken)
    {
        var kept = planned
            .Where(item => item is { IsMapped: true, Resource: { IsDeletion: false, Physical: not null } })
            .ToLookup(item => (item.Item.Owner, item.Resource.Physical), item => item.Item.Key);
        for (var index = 0; index < planned.Length; index++)
        {
            var item = planned[index];
            if (item is not { IsMapped: true, Resource: { Physical: { } physical, Action: PlanAction.Delete } })
            {
                continue;
            }

            var holder = kept[(item.Item.Owner, physical)].FirstOrDefault()
                ?? HolderByPointer(item.Item.Key, physical)
                ?? await HolderByOutputsAsync(item, physical, cancellationToken);
            planned[index] = holder is null ? item : item.MoveTo(holder);
        }
    }

    private ResourceKey? HolderByPointer(ResourceKey key, Address physical)
    {
        var holder = session.Workspace.Outputs.Read(key.Prefix, physical, new DiagnosticBag())?.Address;
        return holder is not null && holder != key.Address && holder != physical && session.Workspace.Files.Exists(key.Prefix.FileOf(holder))
            ? new(key.Prefix, holder)
            : null;
    }

    /// <summary>A file elsewhere in the prefix with the very same outputs, when its connector maps it to the same place.</summary>
    private async Task<ResourceKey?> HolderByOutputsAsync(PlannedItem item, Address physical, CancellationToken cancellationToken)
    {
        var (key, outputs) = (item.Item.Key, session.Workspace.Outputs);
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
                && await IsAtAsync(item.Item.Owner, address, physical, cancellationToken))
            {
                return new(key.Prefix, address);
            }
        }

        return null;
    }

    private async Task<bool> IsAtAsync(SessionConnector owner, Address address, Address physical, CancellationToken cancellationToken)
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
}
