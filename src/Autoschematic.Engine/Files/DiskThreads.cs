namespace Autoschematic.Engine.Files;

/// <summary>Threads for work that waits for the disk.</summary>
/// <remarks>
/// Syncs of several files at the same time cost the disk hardly more than one, but each holds its thread; on the threads of the
/// pool the answers of connectors would wait for them. They end by themselves when there is nothing to do.
/// </remarks>
internal sealed class DiskThreads
{
    private const int Most = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly object gate = new();
    private readonly Queue<Action> waiting = new();
    private int threads;
    private int idle;

    /// <summary>Does something on one of the threads; what it throws comes out of the result.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue(() => Complete(done, work));
            if (waiting.Count > idle && threads < Most)
            {
                threads++;
                new Thread(Work) { IsBackground = true, Name = "disk" }.Start();
            }
            else
            {
                Monitor.Pulse(gate);
            }
        }

        return done.Task;
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private void Work()
    {
        while (Next() is { } work)
        {
            work();
        }
    }

    private Action? Next()
    {
        lock (gate)
        {
            idle++;
            while (waiting.Count == 0 && Monitor.Wait(gate, Patience))
            {
            }

            idle--;
            if (waiting.TryDequeue(out var work))
            {
                return work;
            }

            threads--;
            return null;
        }
    }
}
