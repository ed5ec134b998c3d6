using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>The succession of processes that serve one connector: restarts, and Init repeated after each.</summary>
internal sealed class ConnectorLifetime(
    ConnectorLaunch launch,
    ConnectorHostOptions options,
    IConnectorStarter starter,
    CallRunner runner,
    ForeignWords words,
    RunningConnector first) : IAsyncDisposable
{
    private const int MostRestarts = 3;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource ending = new();
    private volatile RunningConnector current = first;
    private Task? initialised;
    private bool disposed;

    /// <summary>Called after a new process has taken over.</summary>
    public event Action? Restarted;

    public RunningConnector Current => current;

    public int Restarts { get; private set; }

    /// <summary>A process that takes calls, started anew when the last one died.</summary>
    public async Task<RunningConnector> GetAsync(CancellationToken cancellationToken)
    {
        if (current is { IsUsable: true } usable && !disposed)
        {
            return usable;
        }

        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return disposed ? throw CallFailures.Disposed(launch.Shortname, "start")
                : current.IsUsable ? current
                : await RestartAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Runs Init once; its outcome, good or bad, is what every later call gets.</summary>
    public async Task InitAsync(CancellationToken cancellationToken)
    {
        await GetAsync(cancellationToken).ConfigureAwait(false);
        Task task;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Not bound to this caller: others may wait for the same outcome.
            task = initialised ??= InitFirstAsync();
        }
        finally
        {
            gate.Release();
        }

        await task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        disposed = true;
        await current.DisposeAsync().ConfigureAwait(false);
        gate.Release();
        ending.Dispose();
    }

    private async Task InitFirstAsync()
    {
        var asked = current;
        if (!await asked.Process.InitAsync(() => InitProcessAsync(GetAsync, ending.Token)).ConfigureAwait(false))
        {
            asked.MarkBroken();
            await InitProcessAsync(GetAsync, ending.Token).ConfigureAwait(false);
        }

        if (current != asked)
        {
            // It died meanwhile, and its successor ran an Init that nobody else knows of.
            current.Process.Distrust();
        }
    }

    private async Task<RunningConnector> RestartAsync(CancellationToken cancellationToken)
    {
        if (Restarts == MostRestarts)
        {
            throw CallFailures.TooManyRestarts(launch.Shortname, "start", Restarts, current.Tail.Snapshot());
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token);
        await Task.Delay(options.RestartBackOff * (1 << Restarts), options.Clock, either.Token).ConfigureAwait(false);
        Restarts++;
        await current.DisposeAsync().ConfigureAwait(false);
        var next = await starter.StartAsync(launch, either.Token).ConfigureAwait(false);
        try
        {
            if (initialised is { IsCompletedSuccessfully: true })
            {
                if (!await next.Process.InitAsync(() => InitProcessAsync(_ => Task.FromResult(next), either.Token)).ConfigureAwait(false))
                {
                    throw CallFailures.Overdue(launch.Shortname, MethodPolicy.Init.Name, options.Deadlines.Init);
                }
            }
        }
        catch
        {
            // A process whose Init failed must not be asked anything that needs it, whoever uses it.
            next.Process.Distrust();
            await next.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        current = next;
        Restarted?.Invoke();
        return next;
    }

    private async Task InitProcessAsync(
        Func<CancellationToken, Task<RunningConnector>> getRunning, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(
                getRunning,
                MethodPolicy.Init,
                null,
                null,
                static async (channel, call, token) =>
                {
                    await channel.InitAsync(call, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            throw words.Clean(error, launch);
        }
    }
}
