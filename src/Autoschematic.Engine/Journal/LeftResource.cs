using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Journal;

/// <summary>A resource of an interrupted run, and how far the run came with it.</summary>
/// <param name="Resource">Prefix and address.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Action">The word of what was to be done.</param>
/// <param name="State">How far it came, in words.</param>
/// <param name="IsDone">Whether nothing is left to do with it.</param>
public sealed record LeftResource(ResourceKey Resource, string Connector, string Action, string State, bool IsDone);
