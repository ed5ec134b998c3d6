using System.Collections.Concurrent;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Runs the connectors of one run, each in one process however often it is asked for.</summary>
public sealed class ConnectorPool : IConnectorPool
{
    private readonly ConnectorHostOptions options;
    private readonly ForeignWords words;
    private readonly SupervisorSource supervisors;
    private readonly IConnectorStarter starter;
    private readonly ConcurrentDictionary<LaunchKey, Lazy<Task<HostedConnector>>> connectors = new();
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim starts = new(Math.Max(4, Environment.ProcessorCount * 2));
    private readonly Lazy<Task> end;
    private volatile bool isEnding;

    public ConnectorPool(ConnectorHostOptions options)
        : this(options, static local => local)
    {
    }

    /// <param name="options">The surroundings.</param>
    /// <param name="around">What stands before the starter of processes of this pool's own.</param>
    internal ConnectorPool(ConnectorHostOptions options, Func<IConnectorStarter, IConnectorStarter> around)
    {
        this.options = options;
        words = new(options.Redact);
        supervisors = new(
            options.SupervisorCommand, options.HostEnvironment, options.TemporaryDirectory, options.StopGrace);
        starter = around(new ConnectorStarter(options, supervisors, words));
        end = new(EndAllAsync);
    }

    public void Prepare(string repositoryRoot) => starter.Prepare(repositoryRoot);

    public void Retire() => _ = end.Value;

    public async Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isEnding, this);
        var key = LaunchKey.Of(launch);
        var starting = connectors.GetOrAdd(key, _ => new(() => StartProcessAsync(launch)));
        try
        {
            return await starting.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (starting.Value.IsFaulted || starting.Value.IsCanceled)
        {
            // The next one who asks may have repaired what was missing.
            connectors.TryRemove(new(key, starting));
            throw;
        }
    }

    public Task StopAsync(ConnectorLaunch launch)
        => connectors.TryRemove(LaunchKey.Of(launch), out var starting) ? EndAsync(starting, forAll: true) : Task.CompletedTask;

    /// <summary>Stops everything, or waits until it has been stopped.</summary>
    public async ValueTask DisposeAsync() => await end.Value.ConfigureAwait(false);

    private async Task EndAllAsync()
    {
        isEnding = true;
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(connectors.Values.Select(static starting => EndAsync(starting, forAll: false))).ConfigureAwait(false);
        await starter.DisposeAsync().ConfigureAwait(false);
        await supervisors.DisposeAsync().ConfigureAwait(false);
        starts.Dispose();
        ending.Dispose();
    }

    private static async Task EndAsync(Lazy<Task<HostedConnector>> starting, bool forAll)
    {
        HostedConnector connector;
        try
        {
            connector = await starting.Value.ConfigureAwait(false);
        }
        catch (Exception error) when (error is ConnectorException or OperationCanceledException)
        {
            // It never ran; whoever asked for it knows.
            return;
        }

        if (forAll)
        {
            connector.Distrust();
        }

        await connector.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<HostedConnector> StartProcessAsync(ConnectorLaunch launch)
    {
        await starts.WaitAsync(ending.Token).ConfigureAwait(false);
        try
        {
            var running = await starter.StartAsync(launch, ending.Token).ConfigureAwait(false);
            CallRunner runner = new(launch, options);
            return new(launch, new(launch, options, starter, runner, words, running), runner, words);
        }
        finally
        {
            starts.Release();
        }
    }
}
