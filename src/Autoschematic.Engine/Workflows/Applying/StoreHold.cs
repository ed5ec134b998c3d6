namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Keeps back for a moment, as long as ops are under way, the storing that nobody in the run waits for.</summary>
/// <remarks>
/// What was answered is in the journal, so nothing can get lost meanwhile. Stored together, many outputs share the syncs of the disk
/// and one call of git, and none of that takes processor and disk from the ops that are to be sent.
/// </remarks>
/// <param name="clock">Tells when the moment is over.</param>
/// <param name="most">So many are kept back at most.</param>
internal sealed class StoreHold(TimeProvider clock, int most) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private TaskCompletionSource? release;
    private ITimer? timer;
    private int underWay;
    private int held;

    /// <summary>Says that an op is under way, until the result is disposed.</summary>
    public IDisposable Begin()
    {
        lock (gate)
        {
            underWay++;
        }

        return new Op(this);
    }

    /// <summary>Completes when it is time to store.</summary>
    public Task WaitAsync()
    {
        lock (gate)
        {
            if (underWay == 0)
            {
                return Task.CompletedTask;
            }

            if (release is null)
            {
                release = new(TaskCreationOptions.RunContinuationsAsynchronously);
                timer = clock.CreateTimer(_ => Release(), null, Longest, Timeout.InfiniteTimeSpan);
            }

            var turn = release.Task;
            if (++held >= most)
            {
                Release();
            }

            return turn;
        }
    }

    public void Dispose() => Release();

    private void End()
    {
        lock (gate)
        {
            if (--underWay == 0)
            {
                Release();
            }
        }
    }

    private void Release()
    {
        lock (gate)
        {
            timer?.Dispose();
            release?.TrySetResult();
            (timer, release, held) = (null, null, 0);
        }
    }

    private sealed class Op(StoreHold owner) : IDisposable
    {
        public void Dispose() => owner.End();
    }
}
