using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>One command's visit: its leases end with its connection, however that ends.</summary>
internal sealed class WarmSession(WarmLink link, WarmServer server, WarmShelf shelf)
{
    private readonly Dictionary<int, WarmLease> leases = [];
    private WarmUser? user;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await link.HearAsync(cancellationToken).ConfigureAwait(false) is { } message && Hear(message))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends, and all leases with it.
        }
        finally
        {
            foreach (var lease in leases.Values)
            {
                // It was killed, or has died, in the middle of something.
                shelf.Return(lease, keep: false, atWork: lease.MayExecute);
            }

            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gives false when there is nothing more to say to each other.</summary>
    private bool Hear(WarmMessage message)
    {
        switch (message)
        {
            case WarmMessage.Hello hello:
                user = server.Serves(hello) ? hello.User : null;
                link.Say(new WarmMessage.Welcome(WarmMessage.CurrentRevision, user is not null, Environment.ProcessId));
                return true;
            case WarmMessage.Status:
                link.Say(new WarmMessage.State(server.Describe()));
                return true;
            case WarmMessage.Retire:
                server.Retire();
                return true;
            case WarmMessage.Stop stop:
                link.Say(new WarmMessage.State(server.TryStop(stop.Anyway)));
                return true;
            case WarmMessage.Lease wanted when user is not null && !leases.ContainsKey(wanted.Id):
                Take(wanted, user);
                return true;
            case WarmMessage.Initialise initialise when leases.TryGetValue(initialise.Id, out var lease):
                _ = AskForInitAsync(lease);
                return true;
            case WarmMessage.Initialised initialised when leases.TryGetValue(initialised.Id, out var lease):
                lease.Process?.Init.Finish(lease, initialised.Done, initialised.Failure);
                return true;
            case WarmMessage.Narrowed narrowed when leases.TryGetValue(narrowed.Id, out var lease):
                lease.HearNarrowed(narrowed.Turn);
                return true;
            case WarmMessage.Release release when leases.Remove(release.Id, out var lease):
                shelf.Return(lease, release.Keep, release.AtWork);
                return true;
            default:
                return false;
        }
    }

    private void Take(WarmMessage.Lease wanted, WarmUser by)
    {
        WarmLease lease = new(wanted.Id, wanted.Launch, wanted.Use, by, link.Say);
        leases[wanted.Id] = lease;
        _ = TakeAsync(wanted, lease);
    }

    /// <summary>Answers with a process or why there is none; a lease that got none is released by the command as well.</summary>
    private async Task TakeAsync(WarmMessage.Lease wanted, WarmLease lease)
    {
        try
        {
            var launch = wanted.Launch.ToLaunch();
            if (launch is null || launch.RepositoryRoot != server.Root)
            {
                link.Cut();
                return;
            }

            var process = await shelf.TakeAsync(lease, launch).ConfigureAwait(false);
            var running = process.Running;
            link.Say(new WarmMessage.Leased(
                wanted.Id,
                running.Process.ProcessId,
                running.Program.Command.Executable,
                running.Program.Command.Arguments,
                running.Program.Identity,
                running.Process.Display,
                running.Socket,
                running.Version,
                running.Capabilities,
                process.Init.IsDone,
                lease.Calls));
        }
        catch (ConnectorException error)
        {
            link.Say(new WarmMessage.Failed(wanted.Id, WarmFailure.Of(error)));
        }
        catch (OperationCanceledException)
        {
            // The command left; nobody waits for an answer.
        }
        catch (Exception)
        {
            // A fault in this lease is none of the others': the command starts the connector by itself.
            link.Say(new WarmMessage.Declined(wanted.Id));
        }
    }

    private async Task AskForInitAsync(WarmLease lease)
    {
        if (lease.Process is not { } process)
        {
            return;
        }

        try
        {
            var (run, failure) = await process.Init.AskAsync(lease).ConfigureAwait(false);
            lease.Say(id => new WarmMessage.InitTurn(id, run, failure));
        }
        catch (OperationCanceledException)
        {
            // The command left.
        }
    }
}
