using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>A connector and what it takes an address for.</summary>
internal sealed record KnownOwner(string Connector, FilterBits Bits);
