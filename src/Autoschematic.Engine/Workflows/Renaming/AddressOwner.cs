using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>A connector and what it takes an address for.</summary>
public sealed record AddressOwner(string Connector, FilterBits Bits);
