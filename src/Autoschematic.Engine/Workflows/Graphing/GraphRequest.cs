namespace Autoschematic.Engine.Workflows.Graphing;

/// <summary>What to draw.</summary>
/// <param name="Prefix">`-p`, or null for every prefix.</param>
/// <param name="Connector">`-c`, or null for every connector.</param>
/// <param name="Offline">Whether no connector is asked; then only what files say is drawn.</param>
public sealed record GraphRequest(string? Prefix = null, string? Connector = null, bool Offline = false)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
