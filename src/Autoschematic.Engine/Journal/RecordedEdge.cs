using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Journal;

/// <summary>Says that one resource of a run is executed after another; the word says why.</summary>
public sealed record RecordedEdge(ResourceKey Dependent, ResourceKey Dependency, string Reason);
