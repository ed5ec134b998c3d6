using System.Net.Sockets;
using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>Asks a repository's warm host how it is, and ends it; never starts one.</summary>
public sealed class WarmControl(ConnectorHostOptions host)
{
    /// <summary>What one that does not answer gets, which most likely hears nothing.</summary>
    private static readonly TimeSpan SilentTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>How long it may take to end what it keeps, and its supervisor once it is gone.</summary>
    internal TimeSpan EndTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How it is; null when none runs. One that does not answer is known by its process alone.</summary>
    public async Task<WarmState?> AskAsync(string root, CancellationToken cancellationToken)
    {
        await using var visit = await VisitAsync(root, cancellationToken).ConfigureAwait(false);
        return visit?.State;
    }

    /// <summary>Ends it and everything it keeps, and waits for that.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="anyway">Whether it is ended while commands may be executing ops, too. Who that is cannot be told of one that does not answer.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<WarmEnd> StopAsync(string root, bool anyway, CancellationToken cancellationToken)
    {
        await using var visit = await VisitAsync(root, cancellationToken).ConfigureAwait(false);
        if (visit is null)
        {
            return new WarmEnd.NoneRan();
        }

        var all = ProcessTree.DescendantsOf(visit.State.ProcessId).Prepend(visit.State.ProcessId).ToList();
        var (answer, _) = await WarmDoor.AskAsync<WarmMessage.State>(
            visit.Link, new WarmMessage.Stop(anyway), visit.Answers ? WarmDoor.WelcomeTime : SilentTime, cancellationToken).ConfigureAwait(false);
        if (!anyway && answer is { Now.Executing: { Count: > 0 } executing })
        {
            return new WarmEnd.Refused(executing);
        }

        if (!await GoneAsync(all, visit.Answers ? EndTime : SilentTime, cancellationToken).ConfigureAwait(false))
        {
            // Its supervisor ends the rest.
            if (ProcessTree.IsAlive(visit.State.ProcessId))
            {
                _ = LibC.Kill(visit.State.ProcessId, LibC.SigKill);
            }

            if (!await GoneAsync(all, EndTime, cancellationToken).ConfigureAwait(false))
            {
                return new WarmEnd.Stuck([.. all.Where(ProcessTree.IsAlive)]);
            }
        }

        return new WarmEnd.Ended(visit.State);
    }

    private async Task<Visit?> VisitAsync(string root, CancellationToken cancellationToken)
    {
        if (WarmPlace.Of(root, host.HostEnvironment.GetValueOrDefault("XDG_RUNTIME_DIR"), host.TemporaryDirectory) is not { } place)
        {
            return null;
        }

        Socket socket;
        try
        {
            socket = await UnixSockets.ConnectAsync(place.Socket, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return null;
        }

        WarmLink link = new(socket);
        Visit? visit = null;
        try
        {
            if (PeerUser.IsOurs(socket))
            {
                var (answer, _) = await WarmDoor.AskAsync<WarmMessage.State>(link, new WarmMessage.Status(), WarmDoor.WelcomeTime, cancellationToken).ConfigureAwait(false);
                visit = (answer?.Now ?? Silent(socket)) is { } state ? new(link, state, answer is not null) : null;
            }

            return visit;
        }
        finally
        {
            if (visit is null)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static WarmState? Silent(Socket socket)
        => PeerUser.ProcessOf(socket) is { } process ? new(process, "unknown", 0, ProcessTree.ResidentBytes(process), Retiring: true, []) : null;

    private static async Task<bool> GoneAsync(List<int> processes, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        while (processes.Any(ProcessTree.IsAlive))
        {
            try
            {
                await Task.Delay(Step, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Visit(WarmLink Link, WarmState State, bool Answers) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Link.DisposeAsync();
    }
}
