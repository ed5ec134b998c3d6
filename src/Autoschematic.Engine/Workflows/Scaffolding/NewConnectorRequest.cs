namespace Autoschematic.Engine.Workflows.Scaffolding;

/// <summary>A connector to begin.</summary>
/// <param name="Name">Its name in the configuration and of its folder.</param>
/// <param name="Language">What it is written in.</param>
/// <param name="Prefix">Where it is configured; null for the only prefix, or for `main` when there is none.</param>
public sealed record NewConnectorRequest(string Name, ConnectorLanguage Language, string? Prefix);
