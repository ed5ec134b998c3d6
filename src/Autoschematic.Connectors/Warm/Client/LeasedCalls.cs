using Autoschematic.Connectors.Pools;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>A command's share of the calls that a process takes at once, which the host changes as others come and go.</summary>
/// <param name="narrowed">Says that no more calls are under way than a turn allows.</param>
internal sealed class LeasedCalls(Action<int> narrowed)
{
    private readonly Lock gate = new();
    private CallGate? room;
    private int? calls;

    /// <summary>The share that a lease begins with, unless the host has changed it already.</summary>
    public void Begin(int? first)
    {
        lock (gate)
        {
            calls ??= first;
        }
    }

    /// <summary>Lets no more calls through a gate than the share, now and later.</summary>
    public void Govern(CallGate given)
    {
        lock (gate)
        {
            room = given;
            if (calls is { } share)
            {
                _ = given.ResizeAsync(share);
            }
        }
    }

    public void Hear(WarmMessage.Share share)
    {
        Task done;
        lock (gate)
        {
            calls = share.Calls;
            done = room?.ResizeAsync(share.Calls) ?? Task.CompletedTask;
        }

        _ = SayAsync(done, share.Turn);
    }

    private async Task SayAsync(Task done, int turn)
    {
        await done.ConfigureAwait(false);
        narrowed(turn);
    }
}
