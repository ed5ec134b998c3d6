using System.Net.Sockets;
using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>A command's connection to a warm host that serves it.</summary>
internal sealed class WarmConnection : IAsyncDisposable
{
    private static readonly TimeSpan WelcomeTime = TimeSpan.FromSeconds(2);

    private readonly WarmLink link;
    private readonly Lock gate = new();
    private readonly Dictionary<int, LeasedProcess> leases = [];
    private readonly Task listening;
    private int lastId;
    private bool lost;

    private WarmConnection(WarmLink link)
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

    /// <summary>Connects and says hello. Throws <see cref="SocketException"/> when nobody listens.</summary>
    /// <returns>The connection and what the host said; no connection when it does not serve, no word when it said none.</returns>
    public static async Task<(WarmConnection? Connection, WarmMessage.Welcome? Word)> OpenAsync(
        WarmPlace place, string build, CancellationToken cancellationToken)
    {
        var socket = await UnixSockets.ConnectAsync(place.Socket, cancellationToken).ConfigureAwait(false);
        WarmLink link = new(socket);
        var welcome = PeerUser.IsOurs(socket)
            ? await AskAsync<WarmMessage.Welcome>(
                link, new WarmMessage.Hello(WarmMessage.CurrentRevision, build, FileStamp.Of(place.Root)?.Identity), cancellationToken).ConfigureAwait(false)
            : null;
        if (welcome is { Serves: true })
        {
            return (new(link), welcome);
        }

        if (welcome is not null)
        {
            // Of another build, or for a repository that was at the same place.
            link.Say(new WarmMessage.Retire());
        }

        await link.DisposeAsync().ConfigureAwait(false);
        return (null, welcome);
    }

    /// <summary>Says something and waits for the answer, but not for ever.</summary>
    public static async Task<T?> AskAsync<T>(WarmLink link, WarmMessage message, CancellationToken cancellationToken)
        where T : WarmMessage
    {
        link.Say(message);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WelcomeTime);
        try
        {
            return await link.HearAsync(patience.Token).ConfigureAwait(false) as T;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
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
            Find(message)?.Hear(message);
        }

        List<LeasedProcess> left;
        lock (gate)
        {
            lost = true;
            left = [.. leases.Values];
            leases.Clear();
        }

        left.ForEach(static process => process.Lose());
    }

    private LeasedProcess? Find(WarmMessage message)
    {
        int? id = message switch
        {
            WarmMessage.Leased it => it.Id,
            WarmMessage.Failed it => it.Id,
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
