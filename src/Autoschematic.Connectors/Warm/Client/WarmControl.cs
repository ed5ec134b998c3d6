using System.Net.Sockets;
using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>Asks a repository's warm host how it is, and ends it; never starts one.</summary>
public sealed class WarmControl(ConnectorHostOptions host)
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(15);

    /// <summary>What one that does not answer gets, which most likely hears nothing.</summary>
    private static readonly TimeSpan SilentTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>How it is; null when none runs. One that does not answer is known by its process alone.</summary>
    public async Task<WarmState?> AskAsync(string root, CancellationToken cancellationToken)
        => (await VisitAsync(root, stop: false, cancellationToken).ConfigureAwait(false)).State;

    /// <summary>Ends it and everything it keeps, and waits for that; gives how it was, or null when none ran.</summary>
    public async Task<WarmState?> StopAsync(string root, CancellationToken cancellationToken)
    {
        var (state, answered) = await VisitAsync(root, stop: true, cancellationToken).ConfigureAwait(false);
        if (state is null)
        {
            return null;
        }

        var all = ProcessTree.DescendantsOf(state.ProcessId).Prepend(state.ProcessId).ToList();
        if (!await GoneAsync(all, answered ? EndTime : SilentTime, cancellationToken).ConfigureAwait(false))
        {
            // Its supervisor ends the rest.
            _ = LibC.Kill(state.ProcessId, LibC.SigKill);
            await GoneAsync(all, EndTime, cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private async Task<(WarmState? State, bool Answered)> VisitAsync(string root, bool stop, CancellationToken cancellationToken)
    {
        if (WarmPlace.Of(root, host.HostEnvironment.GetValueOrDefault("XDG_RUNTIME_DIR"), host.TemporaryDirectory) is not { } place)
        {
            return default;
        }

        Socket socket;
        try
        {
            socket = await UnixSockets.ConnectAsync(place.Socket, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return default;
        }

        WarmLink link = new(socket);
        await using (link.ConfigureAwait(false))
        {
            if (!PeerUser.IsOurs(socket))
            {
                return default;
            }

            var (answer, _) = await WarmDoor.AskAsync<WarmMessage.State>(link, new WarmMessage.Status(), cancellationToken).ConfigureAwait(false);
            if (stop)
            {
                link.Say(new WarmMessage.Stop());
            }

            return (answer?.Now ?? Silent(socket), answer is not null);
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
}
