namespace Autoschematic.Connectors.Processes;

/// <summary>The last lines that a process printed.</summary>
internal sealed class LogTail
{
    public const int MaxLines = 40;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new(MaxLines);

    public void Add(string line)
    {
        lock (gate)
        {
            if (lines.Count == MaxLines)
            {
                lines.Dequeue();
            }

            lines.Enqueue(line);
        }
    }

    public IReadOnlyList<string> Snapshot()
    {
        lock (gate)
        {
            return [.. lines];
        }
    }
}
