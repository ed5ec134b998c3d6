using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Gets a connector's process that answered Version and Capabilities.</summary>
internal interface IConnectorStarter : IAsyncDisposable
{
    /// <summary>Does early what takes time and needs no more than the repository to be known.</summary>
    void Prepare(string repositoryRoot);

    /// <summary>Throws <see cref="ConnectorException"/> when the connector does not get ready.</summary>
    Task<RunningConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken);
}
