using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Graphing;

/// <summary>What needs what, in the order of files.</summary>
/// <param name="Nodes">Every resource, and everything that one needs.</param>
/// <param name="Edges">Each edge once.</param>
/// <param name="Cycles">Resources that need each other.</param>
public sealed record GraphResult(
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphEdge> Edges,
    IReadOnlyList<IReadOnlyList<ResourceKey>> Cycles,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    /// <summary>The result of a run that ended before anything was read.</summary>
    public static GraphResult Ended(RunOutcome outcome, IEnumerable<Diagnostic> diagnostics) => new([], [], [], [.. diagnostics], outcome);
}

/// <summary>A resource in a graph.</summary>
/// <param name="Connector">Shortname of its owner; null when it is not known.</param>
/// <param name="Exists">Whether its file is there.</param>
public sealed record GraphNode(ResourceKey Resource, string? Connector, bool Exists);
