using System.Collections.Concurrent;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>A pool that outlives single commands: of every configured connector only the last launch is kept running.</summary>
internal sealed class LivePool(IConnectorPool inner) : IConnectorPool
{
    private readonly ConcurrentDictionary<(string Prefix, string Shortname), (ConnectorLaunch Launch, IConnector Connector)> running = new();

    public async Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
    {
        var connector = await inner.StartAsync(launch, cancellationToken);
        var key = (launch.Prefix.Name, launch.Shortname);
        var hadOther = running.TryGetValue(key, out var last) && !ReferenceEquals(last.Connector, connector);
        running[key] = (launch, connector);
        if (hadOther)
        {
            // Its environment or its spec changed; nobody will ask for the old one again.
            await inner.StopAsync(last.Launch);
        }

        return connector;
    }

    /// <summary>How the process of a connector is; null when none was started.</summary>
    public ConnectorStatus? StatusOf(string prefix, string shortname)
        => running.TryGetValue((prefix, shortname), out var entry) ? entry.Connector.Status : null;

    /// <summary>Stops a connector when it runs.</summary>
    public Task StopAsync(string prefix, string shortname)
        => running.TryRemove((prefix, shortname), out var entry) ? inner.StopAsync(entry.Launch) : Task.CompletedTask;

    public Task StopAsync(ConnectorLaunch launch) => StopAsync(launch.Prefix.Name, launch.Shortname);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
