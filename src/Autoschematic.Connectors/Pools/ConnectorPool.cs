using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Runs the connectors of one run, each in one process however often it is asked for.</summary>
public sealed class ConnectorPool(ConnectorHostOptions options) : IConnectorPool
{
    public ConnectorHostOptions Options { get; } = options;

    public Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
