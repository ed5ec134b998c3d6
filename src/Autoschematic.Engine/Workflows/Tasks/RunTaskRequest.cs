namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>A task to run.</summary>
/// <param name="Path">The task's file as the user wrote it.</param>
/// <param name="CurrentDirectory">Absolute path that it is relative to.</param>
/// <param name="Argument">Bytes for the connector, or null.</param>
/// <param name="Stage">Whether the files it says it modified are staged.</param>
public sealed record RunTaskRequest(
    string Path, string CurrentDirectory, ReadOnlyMemory<byte>? Argument = null, bool Stage = true)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }

    /// <summary>What to do with a run of the task that was interrupted.</summary>
    public TaskMode Mode { get; init; }
}
