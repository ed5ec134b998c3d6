using Autoschematic.Engine.Workspaces;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>A trusted repository whose connectors are kept running from the first use to the end.</summary>
internal sealed class LiveRepository : IAsyncDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);
    private readonly LspWorld world;
    private readonly Action onChanged;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim working = new(1, 1);
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IReadOnlyList<Redactor> redactors = [];
    private volatile IReadOnlyList<LiveConnector> connectors = [];
    private volatile Workspace? workspace;

    public LiveRepository(RepositoryFolder folder, LspWorld world, IConnectorLog log, Action onChanged)
    {
        this.world = world;
        this.onChanged = onChanged;
        Folder = folder;
        Pool = new(world.MakePool(log, Redact));
    }

    public RepositoryFolder Folder { get; }

    public LivePool Pool { get; }

    /// <summary>The repository by its last configuration that could be read; null when there was none yet.</summary>
    public Workspace? Workspace => workspace;

    /// <summary>Every configured connector in file order.</summary>
    public IReadOnlyList<LiveConnector> Connectors => connectors;

    /// <summary>Why the repository cannot be opened; null when it can.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>Takes known secrets out of a text.</summary>
    public string Redact(string text) => redactors.Aggregate(text, (rest, redactor) => redactor.Redact(rest));

    public IEnumerable<LiveConnector> ConnectorsOf(Prefix prefix) => connectors.Where(connector => connector.Prefix.Prefix == prefix);

    /// <summary>
    /// Runs a command of the engine in the repository, one after the other: they take its lock, and the server must
    /// not find it held by itself.
    /// </summary>
    public async Task<T> WorkAsync<T>(Func<Workspace, Task<T>> work, CancellationToken cancellationToken)
    {
        var ready = await DemandAsync(cancellationToken);
        await working.WaitAsync(cancellationToken);
        try
        {
            ending.Token.ThrowIfCancellationRequested();
            return await work(ready);
        }
        finally
        {
            working.Release();
        }
    }

    /// <summary>The opened repository; throws when it cannot be opened.</summary>
    public async Task<Workspace> DemandAsync(CancellationToken cancellationToken)
        => await ReadyAsync(cancellationToken)
            ?? throw new RpcException(RpcErrorCode.RequestFailed, Problem?.Message ?? "The repository cannot be opened");

    /// <summary>The opened repository, once its first configuration was read; null when that cannot be read.</summary>
    public async Task<Workspace?> ReadyAsync(CancellationToken cancellationToken)
    {
        await opened.Task.WaitAsync(cancellationToken);
        return workspace;
    }

    /// <summary>Reads the configuration as it was saved, and starts and stops what it changed; what it left alone keeps running.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (ending.IsCancellationRequested)
            {
                return;
            }

            var diagnostics = new DiagnosticBag();
            var next = await new WorkspaceOpener(world.Host, world.Clock).OpenAsync(Folder.Root, diagnostics, cancellationToken);
            Problem = next is null ? diagnostics.FirstOrDefault(found => found.Severity == DiagnosticSeverity.Error) : null;
            if (next is not null)
            {
                Follow(next);
                await ReplaceAsync(next);
            }
        }
        finally
        {
            opened.TrySetResult();
            gate.Release();
        }

        onChanged();
    }

    /// <summary>Stops connectors and starts them again.</summary>
    public async Task RestartAsync(IReadOnlyCollection<LiveConnector> wanted, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await Task.WhenAll(wanted.Select(connector => connector.StopAsync()));
            if (workspace is { } current)
            {
                connectors = [.. connectors.Select(connector => wanted.Contains(connector) ? Start(current, connector.Prefix, connector.Configured) : connector)];
            }
        }
        finally
        {
            gate.Release();
        }

        onChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();

        // Whatever runs git in the repository ends too: nothing of the server outlives it there.
        if (await gate.WaitAsync(LongestEnd))
        {
            gate.Release();
        }

        await Pool.DisposeAsync();
        if (await working.WaitAsync(LongestEnd))
        {
            working.Release();
        }
    }

    private async Task ReplaceAsync(Workspace next)
    {
        var before = connectors;
        var kept = new List<LiveConnector>();
        foreach (var prefix in next.Config.Prefixes)
        {
            foreach (var configured in prefix.Connectors)
            {
                // The pool tells whether it is another launch; one that is the same goes on running.
                kept.Add(Start(next, prefix, configured));
            }
        }

        connectors = kept;
        await Task.WhenAll(before
            .Where(old => !kept.Exists(connector => connector.Prefix.Prefix == old.Prefix.Prefix && connector.Configured.Shortname == old.Configured.Shortname))
            .Select(old => old.StopAsync()));
    }

    private LiveConnector Start(Workspace current, ConfiguredPrefix prefix, ConfiguredConnector configured)
    {
        var connector = new LiveConnector(prefix, configured, Pool, onChanged);
        connector.Start(current, ending.Token);
        return connector;
    }

    // A connector may still print what an earlier configuration gave it.
    private void Follow(Workspace next)
    {
        const int Remembered = 16;
        redactors = [next.Redactor, .. redactors.Take(Remembered - 1)];
        workspace = next;
    }
}
