namespace Autoschematic.Files.Hosts;

/// <summary>How a command of a hook ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it printed last, on both streams.</param>
internal sealed record CommandResult(int Status, string Output)
{
    /// <summary>The limit at which it was ended; null when it ended by itself.</summary>
    public TimeSpan? EndedAfter { get; init; }
}
