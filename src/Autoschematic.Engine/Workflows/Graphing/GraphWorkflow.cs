using System.Collections.Concurrent;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Graphing;

/// <summary>Says what needs what: by references, by addresses below one another, and by mappings that wait.</summary>
public sealed class GraphWorkflow(IConnectorPool pool)
{
    private const int Concurrency = 128;
    private static readonly FilterBits[] Roles = [FilterBits.Resource, FilterBits.Bundle, FilterBits.Task];

    public async Task<GraphResult> RunAsync(
        Workspace workspace, GraphRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (TargetResolver.Narrow(workspace, request.Prefix, request.Connector, diagnostics) is not { } prefixes)
        {
            return GraphResult.Ended(RunOutcome.Usage, diagnostics);
        }

        var names = prefixes.Select(prefix => prefix.Prefix).ToHashSet();
        if (await DependencyGraph.LoadAsync(workspace, names, diagnostics, cancellationToken) is not { } graph)
        {
            return GraphResult.Ended(RunOutcome.Error, diagnostics);
        }

        var owners = request.Offline
            ? FindConnected(workspace, graph).ToDictionary(node => node, _ => (string?)null)
            : await AskAsync(workspace, request, prefixes, graph, new(onEvent), diagnostics, cancellationToken);
        graph.Keep(owners.Keys.ToHashSet());
        var edges = graph.Edges;
        var nodes = owners.Keys
            .Concat(edges.Select(edge => edge.Dependency))
            .Distinct()
            .OrderBy(node => node.File)
            .Select(node => new GraphNode(node, owners.GetValueOrDefault(node), workspace.Files.Exists(node.File)))
            .ToList();
        return new(nodes, edges, graph.Cycles(), [.. diagnostics], diagnostics.HasErrors ? RunOutcomes.Of(nodes.Count, 1) : RunOutcome.Done);
    }

    /// <summary>Without connectors only files that take part in something are known to be resources.</summary>
    private static IEnumerable<ResourceKey> FindConnected(Workspace workspace, DependencyGraph graph)
    {
        var connected = graph.Edges.SelectMany(edge => new[] { edge.Dependent, edge.Dependency }).ToHashSet();
        return graph.Nodes.Where(node => connected.Contains(node) || workspace.Files.Exists(OutputPaths.FileOf(node.Prefix, node.Address)));
    }

    /// <summary>Asks whose each file is, and for resources where they live, which may need outputs of others.</summary>
    private async Task<Dictionary<ResourceKey, string?>> AskAsync(
        Workspace workspace,
        GraphRequest request,
        IReadOnlyList<ConfiguredPrefix> prefixes,
        DependencyGraph graph,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(prefixes, StrictEnvironment: request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var owners = new ConcurrentDictionary<ResourceKey, string?>();
        var mappings = new ConcurrentBag<(ResourceKey From, ResourceKey To, string Key)>();
        var problems = new ConcurrentBag<(RepoPath File, Diagnostic Problem)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(graph.Nodes.ToList(), options, async (node, token) =>
        {
            if (await FindOwnerAsync(session, node, problems, token) is not { } owner
                || (request.Connector is { } only && owner.Connector.Name != only))
            {
                return;
            }

            owners[node] = owner.Connector.Name;
            if (owner.Role == FilterBits.Resource && owner.Connector.Failure is null)
            {
                await MapAsync(session, owner.Connector, node, mappings, problems, token);
            }
        });
        foreach (var (from, to, key) in mappings)
        {
            graph.Add(from, to, GraphEdgeReason.Mapping, key);
        }

        var known = diagnostics.ToHashSet();
        diagnostics.AddRange(problems.OrderBy(item => item.File).Select(item => item.Problem).Distinct().Where(problem => !known.Contains(problem)));
        return owners.ToDictionary();
    }

    private static async Task<(SessionConnector Connector, FilterBits Role)?> FindOwnerAsync(
        ConnectorSession session, ResourceKey node, ConcurrentBag<(RepoPath, Diagnostic)> problems, CancellationToken cancellationToken)
    {
        foreach (var role in Roles)
        {
            switch (await session.FindOwnerAsync(node.Prefix, node.Address, role, cancellationToken))
            {
                case Ownership.Owned owned:
                    return (owned.Connector, role);
                case Ownership.NotKnown unknown:
                    problems.Add((node.File, unknown.Diagnostic));
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    private static async Task MapAsync(
        ConnectorSession session,
        SessionConnector connector,
        ResourceKey node,
        ConcurrentBag<(ResourceKey, ResourceKey, string)> mappings,
        ConcurrentBag<(RepoPath, Diagnostic)> problems,
        CancellationToken cancellationToken)
    {
        try
        {
            if (await session.MapAsync(connector, node.Address, cancellationToken) is MappedAddress.Waiting waiting)
            {
                foreach (var read in waiting.Reads)
                {
                    mappings.Add((node, new(node.Prefix, Address.Parse(read.Address)), read.Key));
                }
            }
        }
        catch (ConnectorException exception)
        {
            problems.Add((node.File, session.Describe(exception, node)));
        }
    }
}
