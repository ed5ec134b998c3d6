using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>The one remote thing that looks like what an interrupted run may have made for a resource.</summary>
public sealed record AdoptionOffer(ResourceKey Resource, Address Physical);
