using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>A pool that outlives single commands: of every configured connector only the last launch is kept running.</summary>
internal sealed class LivePool(IConnectorPool inner) : IConnectorPool
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Prefix, string Shortname), Entry> running = [];

    public async Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
    {
        var connector = await inner.StartAsync(launch, cancellationToken);
        var key = (launch.Prefix.Name, launch.Shortname);
        Entry? last;
        lock (gate)
        {
            last = running.GetValueOrDefault(key);
            running[key] = new(launch, connector);
        }

        if (last is not null && !ReferenceEquals(last.Connector, connector))
        {
            // Its environment or its spec changed; nobody will ask for the old one again.
            await inner.StopAsync(last.Launch);
        }

        return connector;
    }

    /// <summary>How the process of a connector is; null when none was started.</summary>
    public ConnectorStatus? StatusOf(string prefix, string shortname)
    {
        lock (gate)
        {
            return running.GetValueOrDefault((prefix, shortname))?.Connector.Status;
        }
    }

    /// <summary>Stops a connector when it runs.</summary>
    public Task StopAsync(string prefix, string shortname)
    {
        Entry? entry;
        lock (gate)
        {
            running.Remove((prefix, shortname), out entry);
        }

        return entry is null ? Task.CompletedTask : inner.StopAsync(entry.Launch);
    }

    public Task StopAsync(ConnectorLaunch launch) => StopAsync(launch.Prefix.Name, launch.Shortname);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed record Entry(ConnectorLaunch Launch, IConnector Connector);
}
