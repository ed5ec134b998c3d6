namespace Autoschematic.Model.Connectors;

/// <summary>Starts connectors, keeps them running and stops them all when it is disposed.</summary>
public interface IConnectorPool : IAsyncDisposable
{
    /// <summary>
    /// Starts the connector, or returns the running one for the same launch, after Version and
    /// Capabilities were answered; throws <see cref="ConnectorException"/> when it does not get ready.
    /// </summary>
    Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken);

    /// <summary>Says early which repository connectors will be started for, so that the first one is there sooner.</summary>
    void Prepare(string repositoryRoot)
    {
    }

    /// <summary>
    /// Says that nothing more will be asked, so that stopping can begin beside what is left to do: nothing can be started
    /// afterwards. A pool that outlives single runs has nothing to do here.
    /// </summary>
    void Retire()
    {
    }

    /// <summary>Stops the connector of a launch when it runs, so that the next start is a new process.</summary>
    Task StopAsync(ConnectorLaunch launch);
}
