using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Builds the order of a plan from references, mappings, parent addresses, physical addresses and what connectors need.</summary>
internal static class PlanGraph
{
    /// <summary>Every edge once, in the order of the resources.</summary>
    public static IReadOnlyList<PlanEdge> Build(IReadOnlyList<PlannedItem> planned)
    {
        var byKey = planned.ToDictionary(item => item.Item.Key);
        var edges = new Dictionary<(ResourceKey, ResourceKey), PlanEdge>();
        foreach (var item in planned)
        {
            foreach (var address in item.Item.References)
            {
                Link(item, address, PlanEdgeReason.Reference);
            }

            foreach (var address in item.Item.BaseReferences)
            {
                LinkBase(item, address);
            }

            if (item.Resource.Action is PlanAction.Deferred deferred)
            {
                foreach (var wait in deferred.Waits)
                {
                    Link(item, Address.TryParse(wait.Address, out _), PlanEdgeReason.Mapping);
                }
            }
        }

        LinkParents(planned, Add);
        LinkSameAddresses(planned, Add);
        return WithNeeds([.. edges.Values], planned, byKey);

        void Add(PlannedItem dependent, PlannedItem dependency, PlanEdgeReason reason)
            => edges.TryAdd(
                (dependent.Item.Key, dependency.Item.Key),
                new(dependent.Item.Key, dependency.Item.Key, reason));

        void Link(PlannedItem item, Address? address, PlanEdgeReason reason)
        {
            // A reference to a deleted resource is an error of its own; an edge would only hide it behind a cycle.
            if (address is not null
                && byKey.TryGetValue(new(item.Item.Key.Prefix, address), out var target)
                && !item.Resource.IsDeletion
                && !target.Resource.IsDeletion
                && (target != item || item.Resource.Action is PlanAction.Deferred))
            {
                Add(item, target, reason);
            }
        }

        void LinkBase(PlannedItem item, Address address)
        {
            // What is deleted, or made anew, goes after everything that needed it so far.
            if (byKey.TryGetValue(new(item.Item.Key.Prefix, address), out var target)
                && target != item
                && (target.Resource.IsDeletion || (item.Resource.IsDeletion && target.Resource.Action is PlanAction.Replace)))
            {
                Add(target, item, PlanEdgeReason.Deletion);
            }
        }
    }

    /// <summary>`vpcs/main.ron` is the parent of everything below `vpcs/main/`.</summary>
    private static void LinkParents(IReadOnlyList<PlannedItem> planned, Action<PlannedItem, PlannedItem, PlanEdgeReason> add)
    {
        var parents = planned
            .Where(item => Path.HasExtension(item.Item.Key.Address.Path.Name))
            .ToLookup(item => (item.Item.Key.Prefix, Path.ChangeExtension(item.Item.Key.Address.Text, null)));
        foreach (var item in planned)
        {
            for (var folder = item.Item.Key.Address.Path.Parent; folder is not null; folder = folder.Parent)
            {
                foreach (var parent in parents[(item.Item.Key.Prefix, folder.Text)])
                {
                    if (parent.Resource.IsDeletion)
                    {
                        add(parent, item, PlanEdgeReason.Parent);

                        // Where it is follows from outputs that a move takes away.
                        if (item.Resource.Action is PlanAction.Delete && parent.Holder is { } holder
                            && planned.FirstOrDefault(other => other.Item.Key == holder) is { } mover)
                        {
                            add(mover, item, PlanEdgeReason.Parent);
                        }
                    }
                    else if (!item.Resource.IsDeletion)
                    {
                        add(item, parent, PlanEdgeReason.Parent);
                    }
                    else if (parent.Resource.Action is PlanAction.Replace)
                    {
                        add(parent, item, PlanEdgeReason.Deletion);
                    }
                }
            }
        }
    }

    /// <summary>Adds what connectors need, except where that and the other edges go round in a circle.</summary>
    private static IReadOnlyList<PlanEdge> WithNeeds(
        IReadOnlyList<PlanEdge> edges, IReadOnlyList<PlannedItem> planned, Dictionary<ResourceKey, PlannedItem> byKey)
    {
        var known = edges.Select(edge => (edge.Dependent, edge.Dependency)).ToHashSet();
        var byPlace = planned.Where(item => item is { IsMapped: true, Resource.Physical: not null })
            .ToLookup(item => (item.Item.Owner, item.Resource.Physical!.Text));
        var needs = new List<PlanEdge>();
        foreach (var item in planned)
        {
            foreach (var needed in item.Resource.Ops.SelectMany(op => op.Needs).Distinct().SelectMany(need => Find(item, need)))
            {
                var (last, first) = needed.Resource.IsDeletion ? (needed, item) : (item, needed);
                if (needed != item && needed.Resource.Action.IsChange && (needed.Resource.IsDeletion || !item.Resource.IsDeletion)
                    && known.Add((last.Item.Key, first.Item.Key)))
                {
                    needs.Add(new(last.Item.Key, first.Item.Key, PlanEdgeReason.Need));
                }
            }
        }

        if (needs.Count == 0)
        {
            return edges;
        }

        var cycles = CycleSearch.Find([.. edges, .. needs]);
        return [.. edges, .. needs.Where(need => !cycles.ContainsKey(need.Dependent) || !cycles.ContainsKey(need.Dependency))];

        IEnumerable<PlannedItem> Find(PlannedItem item, string need)
            => Address.TryParse(need, out _) is { } address && byKey.TryGetValue(new(item.Item.Key.Prefix, address), out var found)
                ? [found]
                : byPlace[(item.Item.Owner, need)];
    }

    private static void LinkSameAddresses(IReadOnlyList<PlannedItem> planned, Action<PlannedItem, PlannedItem, PlanEdgeReason> add)
    {
        var deleted = planned
            .Where(item => item.Resource is { Physical: not null, Action: PlanAction.Delete })
            .ToLookup(item => (item.Item.Owner, item.Resource.Physical));
        foreach (var item in planned.Where(item => !item.Resource.IsDeletion && item.Resource.Physical is not null))
        {
            foreach (var old in deleted[(item.Item.Owner, item.Resource.Physical)])
            {
                add(item, old, PlanEdgeReason.SameAddress);
            }
        }
    }
}
