namespace Autoschematic.Connectors.Warm.Client;

/// <summary>A command's connection to a warm host that serves it.</summary>
internal sealed class WarmConnection : IAsyncDisposable
{
    private readonly WarmLink link;
    private readonly Lock gate = new();
    private readonly Dictionary<int, LeasedProcess> leases = [];
    private readonly Task listening;
    private int lastId;
    private bool lost;
    private TaskCompletionSource? pulse;

    public WarmConnection(WarmLink link)
    {
        this.link = link;
        listening = ListenAsync();
    }

    public bool IsLost
    {
        get
        {
            lock (gate)
            {
                return lost;
            }
        }
    }

    /// <summary>Whether the host has stopped answering, and has said nothing since.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Waits for what the host does in its own time, for as long as it answers other questions.</summary>
    /// <returns>False when it does not any more, or the limit has passed.</returns>
    public async Task<bool> FollowAsync(Task awaited, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = Task.Delay(limit, over.Token);
        try
        {
            while (await Task.WhenAny(awaited, end, Task.Delay(WarmDoor.WelcomeTime, over.Token)).ConfigureAwait(false) is var first && first != awaited)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (first == end || !await AnswersAsync().ConfigureAwait(false))
                {
                    return awaited.IsCompleted;
                }
            }

            return true;
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Asks for a connector; the answer comes to the process.</summary>
    public LeasedProcess Lease(WarmLaunch launch, WarmUse use, TimeSpan initTime, Action<string> onLine)
    {
        LeasedProcess process;
        lock (gate)
        {
            process = new(this, ++lastId, initTime, onLine);
            if (!lost)
            {
                leases.Add(process.Id, process);
                link.Say(new WarmMessage.Lease(process.Id, launch, use));
                return process;
            }
        }

        process.Lose();
        return process;
    }

    public void Say(WarmMessage message) => link.Say(message);

    public void Release(int id, bool keep, bool atWork)
    {
        lock (gate)
        {
            if (leases.Remove(id))
            {
                link.Say(new WarmMessage.Release(id, keep, atWork));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What was said last, that leases are returned, is still sent.
        await link.DisposeAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(false);
    }

    private async Task ListenAsync()
    {
        while (await link.HearAsync(CancellationToken.None).ConfigureAwait(false) is { } message)
        {
            HearPulse();
            Find(message)?.Hear(message);
        }

        List<LeasedProcess> left;
        HearPulse();
        lock (gate)
        {
            lost = true;
            left = [.. leases.Values];
            leases.Clear();
        }

        left.ForEach(static process => process.Lose());
    }

    /// <summary>Whether the host answers anything at all.</summary>
    private async Task<bool> AnswersAsync()
    {
        Task heard;
        lock (gate)
        {
            heard = (pulse ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            link.Say(new WarmMessage.Status());
        }

        return !(IsSilent = await Task.WhenAny(heard, Task.Delay(WarmDoor.WelcomeTime)).ConfigureAwait(false) != heard);
    }

    private void HearPulse()
    {
        lock (gate)
        {
            IsSilent = false;
            pulse?.TrySetResult();
            pulse = null;
        }
    }

    private LeasedProcess? Find(WarmMessage message)
    {
        int? id = message switch
        {
            WarmMessage.Leased it => it.Id,
            WarmMessage.Failed it => it.Id,
            WarmMessage.Declined it => it.Id,
            WarmMessage.InitTurn it => it.Id,
            WarmMessage.Share it => it.Id,
            WarmMessage.Line it => it.Id,
            WarmMessage.Exited it => it.Id,
            WarmMessage.Drained it => it.Id,
            _ => null,
        };
        lock (gate)
        {
            return id is { } number ? leases.GetValueOrDefault(number) : null;
        }
    }
}
