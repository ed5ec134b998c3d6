namespace Autoschematic.Engine.Workflows.Inspecting;

/// <summary>Which connectors to look at.</summary>
public sealed record ConnectorsRequest(string? Prefix = null, string? Connector = null)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
