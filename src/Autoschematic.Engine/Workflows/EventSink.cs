namespace Autoschematic.Engine.Workflows;

/// <summary>Hands events of several tasks to one consumer, one at a time.</summary>
internal sealed class EventSink(Action<WorkflowEvent> onEvent)
{
    private readonly Lock gate = new();

    public void Send(WorkflowEvent item)
    {
        lock (gate)
        {
            onEvent(item);
        }
    }

    /// <summary>Starts counting a phase; call the result once for each item that is done.</summary>
    public Action Count(WorkflowPhase phase, int? total)
    {
        var done = 0;
        Send(new WorkflowEvent.Progress(phase, 0, total));
        return () =>
        {
            lock (gate)
            {
                onEvent(new WorkflowEvent.Progress(phase, ++done, total));
            }
        };
    }
}
