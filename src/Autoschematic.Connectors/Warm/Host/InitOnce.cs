namespace Autoschematic.Connectors.Warm.Host;

/// <summary>Lets one of several commands run Init in a process, and tells the others how it went.</summary>
internal sealed class InitOnce
{
    private readonly Lock gate = new();
    private TaskCompletionSource<bool>? running;
    private WarmLease? runner;
    private bool done;
    private WarmFailure? failure;

    /// <summary>Whether it was run, and well.</summary>
    public bool IsDone
    {
        get
        {
            lock (gate)
            {
                return done;
            }
        }
    }

    /// <summary>Whether the lease is to run it; else it was run, and failed when there is a failure.</summary>
    public async Task<(bool Run, WarmFailure? Failure)> AskAsync(WarmLease lease)
    {
        while (true)
        {
            Task<bool> other;
            lock (gate)
            {
                // Who ended has given its turn back already, and would keep it for ever.
                lease.Ending.ThrowIfCancellationRequested();
                if (done || failure is not null)
                {
                    return (false, failure);
                }

                if (running is null)
                {
                    running = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    runner = lease;
                    return (true, null);
                }

                other = running.Task;
            }

            await other.WaitAsync(lease.Ending).ConfigureAwait(false);
        }
    }

    /// <summary>The lease that runs it says how it went; with neither it gave up, and the next one runs it.</summary>
    public void Finish(WarmLease lease, bool wentWell, WarmFailure? problem)
    {
        lock (gate)
        {
            if (runner != lease)
            {
                return;
            }

            (done, failure) = (wentWell, problem);
            running?.TrySetResult(true);
            (running, runner) = (null, null);
        }
    }
}
