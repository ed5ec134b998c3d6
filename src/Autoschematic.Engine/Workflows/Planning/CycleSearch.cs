using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Finds resources that wait for each other.</summary>
internal static class CycleSearch
{
    /// <summary>For every resource on a cycle, the members of a shortest one through it, in the order of dependency.</summary>
    public static IReadOnlyDictionary<ResourceKey, IReadOnlyList<ResourceKey>> Find(IReadOnlyList<PlanEdge> edges)
    {
        var next = edges.ToLookup(edge => edge.Dependent, edge => edge.Dependency);
        var cycles = new Dictionary<ResourceKey, IReadOnlyList<ResourceKey>>();
        foreach (var start in Remaining(edges))
        {
            if (ShortestBack(start, next) is { } cycle)
            {
                cycles[start] = Normal(cycle);
            }
        }

        return cycles;
    }

    /// <summary>What is left when everything without a dependency, then everything without a dependent, is taken away again and again.</summary>
    private static IEnumerable<ResourceKey> Remaining(IReadOnlyList<PlanEdge> edges)
    {
        var left = Peel(edges, edge => edge.Dependent, edge => edge.Dependency);
        return Peel(left, edge => edge.Dependency, edge => edge.Dependent).Select(edge => edge.Dependent).Distinct();
    }

    private static List<PlanEdge> Peel(
        IReadOnlyList<PlanEdge> edges, Func<PlanEdge, ResourceKey> from, Func<PlanEdge, ResourceKey> to)
    {
        var open = edges.CountBy(from).ToDictionary(pair => pair.Key, pair => pair.Value);
        var back = edges.ToLookup(to, from);
        var free = new Queue<ResourceKey>(edges.Select(to).Distinct().Where(key => !open.ContainsKey(key)));
        while (free.TryDequeue(out var key))
        {
            foreach (var waiting in back[key])
            {
                if (--open[waiting] == 0)
                {
                    free.Enqueue(waiting);
                }
            }
        }

        return [.. edges.Where(edge => open.GetValueOrDefault(from(edge)) > 0 && open.GetValueOrDefault(to(edge)) > 0)];
    }

    private static List<ResourceKey>? ShortestBack(ResourceKey start, ILookup<ResourceKey, ResourceKey> next)
    {
        var cameFrom = new Dictionary<ResourceKey, ResourceKey>();
        var queue = new Queue<ResourceKey>([start]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var following in next[current])
            {
                if (following == start)
                {
                    var path = new List<ResourceKey>();
                    for (var node = current; node != start; node = cameFrom[node])
                    {
                        path.Add(node);
                    }

                    path.Add(start);
                    path.Reverse();
                    return path;
                }

                if (cameFrom.TryAdd(following, current))
                {
                    queue.Enqueue(following);
                }
            }
        }

        return null;
    }

    /// <summary>The same cycle from whichever member it was found.</summary>
    private static List<ResourceKey> Normal(List<ResourceKey> cycle)
    {
        var first = cycle.IndexOf(cycle.MinBy(member => member.File)!);
        return [.. cycle.Skip(first), .. cycle.Take(first)];
    }
}
