using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Graphing;

/// <summary>Says that one resource needs another, and why.</summary>
/// <param name="Dependent">The one that needs.</param>
/// <param name="Dependency">The one that is needed; it may have no file.</param>
/// <param name="Keys">The outputs that are read, in ordinal order; none for a parent.</param>
public sealed record GraphEdge(
    ResourceKey Dependent, ResourceKey Dependency, GraphEdgeReason Reason, IReadOnlyList<string> Keys);

/// <summary>Why one resource needs another.</summary>
public enum GraphEdgeReason
{
    /// <summary>Its body refers to outputs of the other.</summary>
    Reference,

    /// <summary>Where it lives depends on outputs of the other.</summary>
    Mapping,

    /// <summary>The other's address is its parent.</summary>
    Parent,
}
