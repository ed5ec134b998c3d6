using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>One remote resource that a connector listed.</summary>
/// <param name="Prefix">The prefix it belongs to.</param>
/// <param name="Connector">Shortname of the connector that listed it.</param>
/// <param name="Listed">The physical address as the connector gave it.</param>
/// <param name="Address">The address its body has in the repository; null when that was not found out.</param>
/// <param name="Status">What became of it.</param>
public sealed record ImportedResource(Prefix Prefix, string Connector, string Listed, Address? Address, ImportStatus Status);
