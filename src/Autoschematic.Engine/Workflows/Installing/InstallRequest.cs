namespace Autoschematic.Engine.Workflows.Installing;

/// <summary>Which connectors to install.</summary>
/// <param name="OnlyLocked">`--locked`: whether just what the lock file says is installed, or nothing.</param>
public sealed record InstallRequest(bool OnlyLocked = false, string? Prefix = null, string? Connector = null);
