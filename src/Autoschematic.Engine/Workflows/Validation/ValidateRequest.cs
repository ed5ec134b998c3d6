using Autoschematic.Engine.Workspaces;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>What to check.</summary>
/// <param name="StartDirectory">Absolute path in the repository.</param>
/// <param name="Offline">Whether no connector is started.</param>
public sealed record ValidateRequest(string StartDirectory, bool Offline = false, string? Prefix = null, string? Connector = null)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }

    /// <summary>Told the repository once it is open, so that its secrets are known before anything is shown.</summary>
    public Action<Workspace>? OnOpened { get; init; }
}
