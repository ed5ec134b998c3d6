namespace Autoschematic.Connectors.Warm;

/// <summary>How a warm host is, without anything of what its connectors were given.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="Version">The version of the program it is.</param>
/// <param name="UptimeSeconds">Since when it runs.</param>
/// <param name="MemoryBytes">Resident memory, where it is known.</param>
/// <param name="Retiring">Whether it only waits for its last users.</param>
/// <param name="Connectors">What it keeps.</param>
public sealed record WarmState(
    int ProcessId, string Version, double UptimeSeconds, long? MemoryBytes, bool Retiring, IReadOnlyList<WarmConnectorState> Connectors)
{
    /// <summary>Who may be executing ops with them now.</summary>
    public IReadOnlyList<WarmUser> Executing { get; init; } = [];
}

/// <summary>One connector that a warm host keeps.</summary>
/// <param name="Leases">How many commands use it now.</param>
/// <param name="IdleSeconds">For how long nobody has; null while somebody does.</param>
/// <param name="Kept">Whether another command may still get it.</param>
public sealed record WarmConnectorState(
    string Prefix, string Connector, int ProcessId, long? MemoryBytes, double UptimeSeconds, int Leases, double? IdleSeconds, bool Kept);
