using System.Net.Sockets;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>Gets connectors from the repository's warm host, and starts them itself where that is not possible.</summary>
/// <param name="local">Starts processes that end with this command.</param>
/// <param name="host">The surroundings.</param>
/// <param name="options">How the warm host is found and started.</param>
/// <param name="use">What is done with them.</param>
/// <param name="command">Who does that.</param>
internal sealed class WarmStarter(IConnectorStarter local, ConnectorHostOptions host, WarmOptions options, WarmUse use, string command) : IConnectorStarter
{
    // A process that ended between the host's word and our connection is rare, and two in a row are rarer.
    private const int MostAttempts = 2;

    /// <summary>What a command that runs Init for others gets to tell how it went, beyond the time that Init itself may take.</summary>
    private static readonly TimeSpan InitSlack = TimeSpan.FromSeconds(3);

    private readonly ForeignWords words = new(host.Redact);
    private readonly WarmLauncher launcher = new(host, options, command);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Opening> connections = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource ending = new();

    public void Prepare(string repositoryRoot) => _ = ConnectAsync(repositoryRoot);

    public async Task<RunningConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
    {
        // A server of tarpc may serve one connection in its life, and ends calls when that does: it is never handed on.
        if (launch.Spec.Wire == WireProtocol.Grpc)
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (await ConnectAsync(launch.RepositoryRoot).WaitAsync(cancellationToken).ConfigureAwait(false) is { IsSilent: false } connection
                    && await LeaseAsync(connection, launch, cancellationToken).ConfigureAwait(false) is { } running)
                {
                    return running;
                }
            }
        }

        return await local.StartAsync(launch, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        List<Task<WarmConnection?>> all;
        lock (gate)
        {
            all = [.. connections.Values.Select(static opening => opening.Task)];
        }

        foreach (var opening in all)
        {
            if (await opening.ConfigureAwait(false) is { } connection)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }

        await local.DisposeAsync().ConfigureAwait(false);
        ending.Dispose();
    }

    private Task<WarmConnection?> ConnectAsync(string root)
    {
        lock (gate)
        {
            if (!connections.TryGetValue(root, out var opening) || opening.Connection is { IsLost: true })
            {
                opening = new();
                opening.Task = OpenAsync(root, opening);
                connections[root] = opening;
            }

            return opening.Task;
        }
    }

    private async Task<WarmConnection?> OpenAsync(string root, Opening opening)
    {
        await Task.Yield();
        try
        {
            return opening.Connection = await launcher.ConnectAsync(root, ending.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            // Without a warm host everything works as well, only later.
            return null;
        }
    }

    /// <summary>Null when the host or its process went away, the host stands still, or it leaves this one to the command.</summary>
    private async Task<RunningConnector?> LeaseAsync(WarmConnection connection, ConnectorLaunch launch, CancellationToken cancellationToken)
    {
        LogTail tail = new();
        var process = connection.Lease(WarmLaunch.Of(launch, host.HostEnvironment), use, host.Deadlines.Init + InitSlack, line =>
        {
            var clean = words.CleanLine(line);
            tail.Add(clean);
            host.Log?.Write(launch.Prefix.Name, launch.Shortname, clean);
        });
        try
        {
            // A build may take as long as it will, while the host answers.
            if (!await connection.FollowAsync(process.Answered, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false))
            {
                process.Distrust();
                await process.DisposeAsync().ConfigureAwait(false);
                return null;
            }

            switch (await process.Answered.ConfigureAwait(false))
            {
                case WarmMessage.Leased leased:
                    var channel = await ConnectorChannels.ConnectAsync(launch, leased.Socket, host.Clock, cancellationToken).ConfigureAwait(false);
                    var room = CallGate.For(launch, channel.Traits, leased.Capabilities);
                    process.Shares.Govern(room);
                    return new(
                        new(new(leased.Executable, leased.Arguments, launch.RepositoryRoot, launch.Environment), []) { Identity = leased.Identity },
                        process,
                        leased.Socket,
                        channel,
                        words.Clean(leased.Version),
                        leased.Capabilities,
                        room,
                        tail);
                case WarmMessage.Failed failed:
                    throw words.Clean(failed.Failure.ToException(), launch);
                default:
                    await process.DisposeAsync().ConfigureAwait(false);
                    return null;
            }
        }
        catch (SocketException)
        {
            process.Distrust();
            await process.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private sealed class Opening
    {
        public Task<WarmConnection?> Task { get; set; } = System.Threading.Tasks.Task.FromResult<WarmConnection?>(null);

        /// <summary>What came of it; null as long as nothing has.</summary>
        public WarmConnection? Connection { get; set; }
    }
}
