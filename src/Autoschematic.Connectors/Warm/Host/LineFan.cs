namespace Autoschematic.Connectors.Warm.Host;

/// <summary>Lines that a process prints, for everybody who uses it at the moment.</summary>
internal sealed class LineFan
{
    private readonly Lock gate = new();
    private readonly List<Action<string>> listeners = [];

    public void Add(Action<string> listener)
    {
        lock (gate)
        {
            listeners.Add(listener);
        }
    }

    public void Remove(Action<string> listener)
    {
        lock (gate)
        {
            listeners.Remove(listener);
        }
    }

    public void Send(string line)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
            {
                listener(line);
            }
        }
    }
}
