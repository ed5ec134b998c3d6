namespace Autoschematic.Connectors.Warm;

/// <summary>A command that uses a warm host.</summary>
/// <param name="Command">Its name, such as `apply`.</param>
/// <param name="ProcessId">Its process.</param>
public sealed record WarmUser(string Command, int ProcessId);
