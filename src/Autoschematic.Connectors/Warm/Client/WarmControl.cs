using System.Net.Sockets;
using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>Asks a repository's warm host how it is, and ends it; never starts one.</summary>
public sealed class WarmControl(ConnectorHostOptions host)
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>How it is; null when none runs. One that does not answer is known by its process alone.</summary>
    public async Task<WarmState?> AskAsync(string root, CancellationToken cancellationToken)
        => await VisitAsync(root, stop: false, cancellationToken).ConfigureAwait(false);

    /// <summary>Ends it and everything it keeps, and waits for that; gives how it was, or null when none ran.</summary>
    public async Task<WarmState?> StopAsync(string root, CancellationToken cancellationToken)
    {
        if (await VisitAsync(root, stop: true, cancellationToken).ConfigureAwait(false) is not { } state)
        {
            return null;
        }

        var all = ProcessTree.DescendantsOf(state.ProcessId).Prepend(state.ProcessId).ToList();
        if (!await GoneAsync(all, cancellationToken).ConfigureAwait(false))
        {
            // Its supervisor ends the rest.
            _ = LibC.Kill(state.ProcessId, LibC.SigKill);
            await GoneAsync(all, cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private async Task<WarmState?> VisitAsync(string root, bool stop, CancellationToken cancellationToken)
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
        await using (link.ConfigureAwait(false))
        {
            if (!PeerUser.IsOurs(socket))
            {
                return null;
            }

            var answer = await WarmConnection.AskAsync<WarmMessage.State>(link, new WarmMessage.Status(), cancellationToken).ConfigureAwait(false);
            if (stop)
            {
                link.Say(new WarmMessage.Stop());
            }

            return answer?.Now
                ?? (PeerUser.ProcessOf(socket) is { } process ? new(process, "unknown", 0, ProcessTree.ResidentBytes(process), Retiring: true, []) : null);
        }
    }

    private static async Task<bool> GoneAsync(List<int> processes, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(EndTime);
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
