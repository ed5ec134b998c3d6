using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Graphing;

/// <summary>Which bodies of the working tree need which: by references, and by addresses below one another.</summary>
internal sealed class DependencyGraph
{
    private readonly SortedSet<ResourceKey> nodes = new(ByFile);
    private readonly Dictionary<ResourceKey, Dictionary<(ResourceKey To, GraphEdgeReason Reason), SortedSet<string>>> edges = [];

    private readonly HashSet<ResourceKey> needed = [];

    private static Comparer<ResourceKey> ByFile { get; } = Comparer<ResourceKey>.Create((left, right) => left.File.CompareTo(right.File));

    /// <summary>Every body, in ordinal order of files.</summary>
    public IReadOnlyCollection<ResourceKey> Nodes => nodes;

    /// <summary>Every edge once, in ordinal order of files.</summary>
    public IReadOnlyList<GraphEdge> Edges =>
    [
        .. edges.SelectMany(
                from => from.Value.Select(edge => new GraphEdge(from.Key, edge.Key.To, edge.Key.Reason, [.. edge.Value])))
            .OrderBy(edge => edge.Dependent.File)
            .ThenBy(edge => edge.Dependency.File)
            .ThenBy(edge => edge.Reason),
    ];

    /// <summary>Reads every file of some prefixes that git tracks or would track; null with a diagnostic when git fails.</summary>
    public static async Task<DependencyGraph?> LoadAsync(
        Workspace workspace, IReadOnlyCollection<Prefix> prefixes, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await WorkingFiles.ListAsync(workspace, diagnostics, cancellationToken) is not { } files)
        {
            return null;
        }

        var graph = new DependencyGraph();
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (workspace.Config.Locate(file) is { } found
                && prefixes.Contains(found.Prefix.Prefix)
                && workspace.Reserved.Check(file) is null
                && workspace.Files.TryRead(file, diagnostics) is { } body)
            {
                graph.AddBody(new(found.Prefix.Prefix, found.Address), body);
            }
        }

        graph.AddParents();
        return graph;
    }

    /// <summary>Adds a body with the edges of its references.</summary>
    public void AddBody(ResourceKey resource, ReadOnlyMemory<byte> body)
    {
        nodes.Add(resource);
        foreach (var (address, reference) in BodyReferences.Of(resource.Address, body))
        {
            Add(resource, new(resource.Prefix, address), GraphEdgeReason.Reference, reference.Key);
        }
    }

    /// <summary>Adds an edge, or a key to one that is there.</summary>
    public void Add(ResourceKey dependent, ResourceKey dependency, GraphEdgeReason reason, string? key)
    {
        needed.Add(dependency);
        if (!edges.TryGetValue(dependent, out var targets))
        {
            edges[dependent] = targets = [];
        }

        if (!targets.TryGetValue((dependency, reason), out var keys))
        {
            targets[(dependency, reason)] = keys = new(StringComparer.Ordinal);
        }

        if (key is not null)
        {
            keys.Add(key);
        }
    }

    /// <summary>Leaves only the nodes that are wanted, with the edges that begin at them.</summary>
    public void Keep(IReadOnlySet<ResourceKey> wanted)
    {
        nodes.RemoveWhere(node => !wanted.Contains(node));
        foreach (var dependent in edges.Keys.Where(dependent => !wanted.Contains(dependent)).ToList())
        {
            edges.Remove(dependent);
        }
    }

    /// <summary>Whether following edges from one resource leads to another, or is there already.</summary>
    public bool Reaches(ResourceKey from, ResourceKey to)
    {
        // Nothing leads to what nobody needs; long chains are linked from their end.
        if (from != to && !needed.Contains(to))
        {
            return false;
        }

        var seen = new HashSet<ResourceKey> { from };
        var open = new Stack<ResourceKey>([from]);
        while (open.TryPop(out var current))
        {
            if (current == to)
            {
                return true;
            }

            foreach (var (next, _) in edges.TryGetValue(current, out var targets) ? targets.Keys : Enumerable.Empty<(ResourceKey, GraphEdgeReason)>())
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    /// <summary>The cycles, each once, in ordinal order of their first member.</summary>
    public IReadOnlyList<IReadOnlyList<ResourceKey>> Cycles()
    {
        var plain = Edges.Select(edge => new PlanEdge(edge.Dependent, edge.Dependency, PlanEdgeReason.Reference)).Distinct().ToList();
        return
        [
            .. CycleSearch.Find(plain).Values
                .DistinctBy(cycle => string.Join('\n', cycle.Select(member => member.File.Text)))
                .OrderBy(cycle => cycle[0].File),
        ];
    }

    /// <summary>`vpcs/main.ron` is the parent of everything below `vpcs/main/`.</summary>
    private void AddParents()
    {
        var parents = nodes
            .Where(node => Path.HasExtension(node.Address.Path.Name))
            .ToLookup(node => (node.Prefix, Path.ChangeExtension(node.Address.Text, null)));
        foreach (var node in nodes)
        {
            for (var folder = node.Address.Path.Parent; folder is not null; folder = folder.Parent)
            {
                foreach (var parent in parents[(node.Prefix, folder.Text)])
                {
                    Add(node, parent, GraphEdgeReason.Parent, null);
                }
            }
        }
    }
}
