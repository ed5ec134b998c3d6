namespace Autoschematic.Files.Hooks;

/// <summary>Changes that share one run of a hook: it takes more of them until all that it has are made.</summary>
internal sealed class HookBatch(Task after, Func<Task> before, Func<Task> afterwards)
{
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? started;
    private int pending;
    private bool changed;
    private bool closed;

    /// <summary>Ends when the hook has run.</summary>
    public Task End => end.Task;

    /// <summary>Takes one more change; false when it is too late for that. Callers hold the lock of the hook.</summary>
    public bool TryJoin()
    {
        if (closed)
        {
            return false;
        }

        pending++;
        started ??= StartAsync();
        return true;
    }

    /// <summary>Ends when changes may begin.</summary>
    public Task Started => started!;

    /// <summary>Says that a change is made or has failed; true for the last one, after which <see cref="FinishAsync"/> must be called. Callers hold the lock of the hook.</summary>
    public bool Leave(bool hasChanged)
    {
        changed |= hasChanged;
        closed = --pending == 0;
        return closed;
    }

    public async Task FinishAsync()
    {
        try
        {
            if (changed)
            {
                await afterwards();
            }

            end.SetResult();
        }
        catch (Exception error)
        {
            end.SetException(error);

            // Where nobody waits, nobody is told.
            _ = end.Task.Exception;
        }
    }

    private async Task StartAsync()
    {
        // The commands of two batches must not run at once; how the one before ended does not matter here.
        await after.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await before();
    }
}
