using System.Collections.Concurrent;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Testing.Connectors;

/// <summary>Hands out fake connectors by prefix and shortname.</summary>
public sealed class FakePool : IConnectorPool
{
    private readonly Dictionary<(string Prefix, string Name), FakeConnector> connectors = [];
    private readonly Dictionary<(string Prefix, string Name), ConnectorException> failures = [];
    private readonly ConcurrentQueue<ConnectorLaunch> launches = new();
    private readonly ConcurrentQueue<ConnectorLaunch> stopped = new();

    /// <summary>Every launch that was asked for.</summary>
    public IReadOnlyList<ConnectorLaunch> Launches => [.. launches];

    public bool IsDisposed { get; private set; }

    /// <summary>Whether it was said that nothing more would be asked.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>A pool with one connector for one prefix.</summary>
    public static FakePool With(string prefix, FakeConnector connector) => new FakePool().Add(prefix, connector);

    public FakePool Add(string prefix, FakeConnector connector)
    {
        connectors[(prefix, connector.Name)] = connector;
        return this;
    }

    /// <summary>Makes the start of a connector fail.</summary>
    public FakePool AddFailing(string prefix, string name, ConnectorException failure)
    {
        failures[(prefix, name)] = failure;
        return this;
    }

    public Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        launches.Enqueue(launch);
        var key = (launch.Prefix.Name, launch.Shortname);
        if (failures.TryGetValue(key, out var failure))
        {
            return Task.FromException<IConnector>(failure);
        }

        var connector = connectors[key];
        connector.Attach(launch);
        return Task.FromResult<IConnector>(connector);
    }

    /// <summary>Every launch that was stopped.</summary>
    public IReadOnlyList<ConnectorLaunch> Stopped => [.. stopped];

    public Task StopAsync(ConnectorLaunch launch)
    {
        stopped.Enqueue(launch);
        return Task.CompletedTask;
    }

    /// <summary>Connectors answer again when they are started again.</summary>
    public void Retire()
    {
        IsRetired = true;
        foreach (var connector in connectors.Values)
        {
            connector.Retire();
        }
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
