using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>An imported resource that a plan would change, or that cannot be planned.</summary>
/// <param name="Connector">Shortname of its owner.</param>
public sealed record UnprovenResource(ResourceKey Resource, string Connector, PlanAction Action);
