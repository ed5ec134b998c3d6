using System.Collections.Concurrent;
using System.Net.Sockets;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>The warm host of one repository: it answers commands, and knows when its time has come.</summary>
internal sealed class WarmServer : IAsyncDisposable
{
    private readonly WarmPlace place;
    private readonly WarmOptions options;
    private readonly TimeProvider clock;
    private readonly string build;
    private readonly string? rootId;
    private readonly WarmStarters starters;
    private readonly WarmShelf shelf;
    private readonly DateTimeOffset since;
    private readonly ConcurrentDictionary<Task, bool> sessions = new();
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WarmSeat seat;
    private volatile bool retiring;
    private int disposed;

    public WarmServer(WarmPlace place, WarmOptions options, ConnectorHostOptions host, WarmSeat seat)
    {
        this.place = place;
        this.options = options;
        this.seat = seat;
        clock = host.Clock;
        build = WarmBuild.Of(options.Command[0], options.Folder);
        rootId = FileStamp.Of(place.Root)?.Identity;
        starters = new(host);
        shelf = new(starters, options, clock);
        since = clock.GetUtcNow();
    }

    public string Root => place.Root;

    /// <summary>Serves until it is told to stop, has been idle for long enough, or is no use any more.</summary>
    public async Task RunAsync()
    {
        starters.Begin();
        using var timer = clock.CreateTimer(_ => Watch(), null, options.Watch, options.Watch);
        var accepting = AcceptAsync();
        await stopped.Task.ConfigureAwait(false);
        seat.Leave();
        await accepting.ConfigureAwait(false);
    }

    /// <summary>Whether somebody is of the same build and means the same repository, and there is still something to be had.</summary>
    public bool Serves(WarmMessage.Hello hello)
        => !retiring && hello.Revision == WarmMessage.CurrentRevision && hello.Build == build && hello.RootId == rootId;

    public WarmState Describe()
        => new(
            Environment.ProcessId,
            options.Version,
            (clock.GetUtcNow() - since).TotalSeconds,
            ProcessTree.ResidentBytes(Environment.ProcessId),
            retiring,
            shelf.Describe())
        {
            Executing = shelf.Executing,
        };

    /// <summary>Makes room for another one at once, and ends when the last lease has.</summary>
    public void Retire()
    {
        retiring = true;
        seat.Leave();
        shelf.RetireAll();
        StopWhenUnused();
    }

    /// <summary>Stops, unless somebody may be executing ops; gives how it is.</summary>
    public WarmState TryStop(bool anyway)
    {
        var now = Describe();
        if (anyway || now.Executing.Count == 0)
        {
            Stop();
        }

        return now;
    }

    public void Stop() => stopped.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        Stop();
        await ending.CancelAsync().ConfigureAwait(false);
        await shelf.DisposeAsync().ConfigureAwait(false);
        await starters.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(sessions.Keys).ConfigureAwait(false);
        ending.Dispose();
    }

    private void Watch()
    {
        shelf.Tidy();
        if (FileStamp.Of(place.Root)?.Identity != rootId || !(retiring || seat.IsOurs))
        {
            // Nobody can find it any more, or what it was for is gone.
            Retire();
        }
        else if (retiring || clock.GetUtcNow() - shelf.UnusedSince >= options.IdleTime)
        {
            StopWhenUnused();
        }
    }

    private void StopWhenUnused()
    {
        if (shelf.UnusedSince is not null)
        {
            Stop();
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopped.Task.IsCompleted)
        {
            Socket socket;
            try
            {
                socket = await seat.Listener.AcceptAsync(ending.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The seat was left, or there is nothing to accept with, such as a file number: then another one takes it.
                if (!stopped.Task.IsCompleted && !retiring)
                {
                    Retire();
                }

                return;
            }

            if (!PeerUser.IsOurs(socket))
            {
                socket.Dispose();
                continue;
            }

            var session = new WarmSession(new(socket), this, shelf).RunAsync(ending.Token);
            sessions[session] = true;
            _ = session.ContinueWith(
                task =>
                {
                    sessions.TryRemove(task, out bool _);
                    if (retiring)
                    {
                        StopWhenUnused();
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
