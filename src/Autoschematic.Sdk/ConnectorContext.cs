namespace Autoschematic.Sdk;

/// <summary>What a connector is told when it is made; take it as a constructor parameter.</summary>
/// <param name="Name">The connector's shortname in the configuration.</param>
/// <param name="Prefix">The prefix it serves; addresses never include it.</param>
public sealed record ConnectorContext(string Name, string Prefix);
