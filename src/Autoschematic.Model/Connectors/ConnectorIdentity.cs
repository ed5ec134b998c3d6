namespace Autoschematic.Model.Connectors;

/// <summary>Which program answers as a connector, so that a later run can tell whether it is still the same one.</summary>
/// <param name="Version">Protocol version it answered.</param>
/// <param name="Command">How it is started, without what differs from run to run.</param>
/// <param name="FileHash">Lower-case hexadecimal SHA-256 of its program's files; null when they cannot be read.</param>
public sealed record ConnectorIdentity(string Version, string Command, string? FileHash);
