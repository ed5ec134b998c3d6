using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>One command's use of one connector, and the command's ear for what happens to it.</summary>
internal sealed class WarmLease(int id, WarmLaunch launch, WarmUse use, WarmUser user, Action<WarmMessage> say) : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private volatile Narrowing? narrowing;

    public WarmLaunch Launch => launch;

    public bool MayExecute => use == WarmUse.Executes;

    public WarmUser User => user;

    public bool Watches => use == WarmUse.Watches;

    /// <summary>What it has; null until it got something.</summary>
    public WarmProcess? Process { get; set; }

    /// <summary>How many calls it may send at once, when the process is shared by number.</summary>
    public int? Calls { get; private set; }

    /// <summary>Cancelled when the command wants it no more.</summary>
    public CancellationToken Ending => ending.Token;

    public void Say(Func<int, WarmMessage> message) => say(message(id));

    public void HearLine(string line) => say(new WarmMessage.Line(id, line));

    public void HearExit(ChildExit exit) => say(new WarmMessage.Exited(id, exit.Code, exit.Signal, exit.SupervisorLost));

    public void HearDrained() => say(new WarmMessage.Drained(id));

    /// <summary>Changes how many calls it may send at once; a smaller number holds from the end of the task on.</summary>
    public Task ShareAsync(int calls)
    {
        if (calls != Calls)
        {
            var before = Calls;
            var next = new Narrowing((narrowing?.Turn ?? 0) + 1);
            narrowing = next;
            if (before is null || calls > before)
            {
                next.Done.TrySetResult();
            }

            Calls = calls;
            if (before is not null)
            {
                say(new WarmMessage.Share(id, next.Turn, calls));
            }
        }

        return narrowing?.Done.Task ?? Task.CompletedTask;
    }

    /// <summary>The command sends no more than it was told in that turn.</summary>
    public void HearNarrowed(int turn)
    {
        if (narrowing is { } last && last.Turn == turn)
        {
            last.Done.TrySetResult();
        }
    }

    /// <summary>The command wants it no more; what it still waits for is given up.</summary>
    public void End()
    {
        ending.Cancel();
        narrowing?.Done.TrySetResult();
    }

    public void Dispose() => ending.Dispose();

    private sealed record Narrowing(int Turn)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
