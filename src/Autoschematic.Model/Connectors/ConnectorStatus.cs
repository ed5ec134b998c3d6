namespace Autoschematic.Model.Connectors;

/// <summary>A snapshot of a connector's process.</summary>
/// <param name="Alive">Whether the process runs.</param>
/// <param name="ProcessId">Process id, or null when it does not run.</param>
/// <param name="MemoryBytes">Resident memory, when it is known.</param>
/// <param name="Command">The command line it was started with, for people.</param>
/// <param name="Restarts">How often it was restarted in this run.</param>
public sealed record ConnectorStatus(bool Alive, int? ProcessId, long? MemoryBytes, string Command, int Restarts)
{
    /// <summary>Whether it stays when the command ends, for the next one.</summary>
    public bool IsKept { get; init; }

    /// <summary>Time that processors have spent on it, when it is known.</summary>
    public TimeSpan? ProcessorTime { get; init; }
}
