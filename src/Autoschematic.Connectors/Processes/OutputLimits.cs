namespace Autoschematic.Connectors.Processes;

/// <summary>How much of a process's output is kept while it waits to be read.</summary>
/// <param name="LineBytes">What is beyond this in one line is dropped.</param>
/// <param name="WaitingLines">When the reader is this far behind, the oldest lines are dropped.</param>
internal sealed record OutputLimits(int LineBytes, int WaitingLines)
{
    public static OutputLimits Log { get; } = new(16 * 1024, 4096);

    /// <summary>For output that is parsed.</summary>
    public static OutputLimits Tool { get; } = new(4 * 1024 * 1024, 1_000_000);
}
