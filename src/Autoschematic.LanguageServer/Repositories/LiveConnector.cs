using System.Collections.Concurrent;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>One configured connector: started by itself, so that it never waits for another, with its answers kept.</summary>
internal sealed class LiveConnector(ConfiguredPrefix prefix, ConfiguredConnector configured, LivePool pool, Action onChanged)
{
    private const int MostDocstrings = 20_000;
    private readonly ConcurrentDictionary<(Address Address, DocIdent Ident), Task<Docstring?>> docstrings = new();
    private volatile LiveState state = new LiveState.Offline();
    private volatile IReadOnlyList<Skeleton> skeletons = [];
    private Task<SessionConnector>? starting;

    public ConfiguredPrefix Prefix { get; } = prefix;

    public ConfiguredConnector Configured { get; } = configured;

    public LiveState State => state;

    /// <summary>Its process; null when none was started.</summary>
    public ConnectorStatus? Process => pool.StatusOf(Prefix.Prefix.Name, Configured.Shortname);

    /// <summary>The example bodies that are known by now.</summary>
    public IReadOnlyList<Skeleton> Skeletons => skeletons;

    /// <summary>Its session, whether it has begun well or not; null before it was started.</summary>
    public Task<SessionConnector>? Session => starting;

    /// <summary>Explains failed calls; there once it was started.</summary>
    public ConnectorSession? Explainer { get; private set; }

    /// <summary>Starts it; what becomes of it is told by its state.</summary>
    public void Start(Workspace workspace, CancellationToken cancellationToken)
    {
        Set(new LiveState.Spawning());
        starting = Task.Run(() => StartAsync(workspace, cancellationToken), CancellationToken.None);
    }

    public Task StopAsync() => pool.StopAsync(Prefix.Prefix.Name, Configured.Shortname);

    /// <summary>Its process is gone, for whatever reason.</summary>
    public void NoteEnd(LiveState.Failed failure) => Set(failure);

    /// <summary>It answers again.</summary>
    public void NoteReturn() => Set(new LiveState.Running());

    /// <summary>What it takes an address for, once it was started; nothing when it does not run.</summary>
    public async Task<FilterBits> FilterAsync(Address address, CancellationToken cancellationToken)
        => starting is { } session && (await session.WaitAsync(cancellationToken)).Reader is { } reader
            ? await reader.FilterAsync(address, cancellationToken)
            : FilterBits.None;

    /// <summary>Documentation, asked for once.</summary>
    public async Task<Docstring?> DocstringAsync(Address address, DocIdent ident, CancellationToken cancellationToken)
    {
        if (starting is not { IsCompletedSuccessfully: true } || (await starting).Reader is not { } reader)
        {
            return null;
        }

        if (docstrings.Count > MostDocstrings)
        {
            docstrings.Clear();
        }

        // It is not bound to who asks first: others wait for the same answer.
        var asked = docstrings.GetOrAdd((address, ident), key => reader.DocstringAsync(key.Address, key.Ident, CancellationToken.None));
        try
        {
            return await asked.WaitAsync(cancellationToken);
        }
        catch (ConnectorException)
        {
            docstrings.TryRemove(new((address, ident), asked));
            return null;
        }
    }

    private async Task<SessionConnector> StartAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest([Prefix with { Connectors = [Configured] }]),
            progress => Set(progress switch
            {
                ConnectorProgress.Starting => new LiveState.Spawning(),
                ConnectorProgress.Initialising => new LiveState.Initializing(),
                ConnectorProgress.Failed failed => new LiveState.Failed(failed.Diagnostic),
                _ => state,
            }),
            [],
            cancellationToken);
        Explainer = session;
        var connector = session.Connectors[0];
        if (connector.Reader is null)
        {
            // One that cannot be started as it is configured now does not go on as it was.
            await StopAsync();
        }
        else if (connector.Failure is null)
        {
            // Examples come with the first answer, so that whoever completes never finds a connector ready and silent.
            await LearnSkeletonsAsync(connector.Reader!, cancellationToken);
            Set(new LiveState.Running());
        }

        return connector;
    }

    private async Task LearnSkeletonsAsync(IConnectorReader reader, CancellationToken cancellationToken)
    {
        try
        {
            skeletons = await reader.SkeletonsAsync(cancellationToken);
        }
        catch (ConnectorException)
        {
            // Without examples there is less to complete, which is no reason to call it broken.
        }
    }

    private void Set(LiveState next)
    {
        state = next;
        onChanged();
    }
}
