using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Features.Connecting;

/// <summary>Starts the connectors of a trusted workspace and keeps them as its files want them.</summary>
internal sealed class ConnectorFeature(ServerContext context) : IFeature, IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private Task watching = Task.CompletedTask;

    public void Declare(ServerCapabilities capabilities)
    {
        // Nothing of it is asked for by a request.
    }

    public void Register(RpcMethods methods)
    {
        methods.OnNotification(
            "workspace/didChangeWatchedFiles",
            LspJson.Default.DidChangeWatchedFilesParams,
            changes =>
            {
                NoteFiles([.. changes.Changes.Select(change => DocumentUri.Parse(change.Uri).Path).OfType<string>()]);
                context.NoteFilesChanged();
            });
        context.Initialized += Begin;
        context.Trust.Granted += StartAll;
        context.FoldersChanged += () =>
        {
            _ = Task.Run(() => context.Live.CloseAsync(folder => context.Repositories.IsOpen(folder.FileOf(RepoPath.Parse(RepositoryConfig.FileName)))), ending.Token);
            StartAll();
        };
        context.Documents.Saved += document => NoteFiles(document.Uri.Path is { } path ? [path] : []);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private void Begin()
    {
        if (ClientAbility.CanWatchFiles(context.ClientSays.Capabilities))
        {
            _ = WatchFilesAsync();
        }

        watching = new ProcessWatch(context).RunAsync(ending.Token);
        if (context.Trust.IsGranted)
        {
            StartAll();
        }
    }

    private void StartAll()
    {
        if (!context.Trust.IsGranted)
        {
            return;
        }

        foreach (var folder in context.Repositories.All)
        {
            context.Live.Find(folder);
        }
    }

    private async Task WatchFilesAsync()
    {
        var registration = new Registration("files", "workspace/didChangeWatchedFiles", new([new("**/*.{ron,json,env}")]));
        try
        {
            await context.Connection.AskAsync(
                "client/registerCapability", new RegistrationParams([registration]), LspJson.Default.RegistrationParams, LspJson.Default.JsonNode, ending.Token);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            // Without it files count when they are saved in the editor.
        }
    }

    /// <summary>Files were written: the configuration is read again, and a connector whose own configuration it was starts anew.</summary>
    private void NoteFiles(IReadOnlyList<string> files)
    {
        if (!context.Trust.IsGranted)
        {
            return;
        }

        foreach (var group in files.Where(context.Repositories.IsOpen).GroupBy(RepositoryFolder.Containing))
        {
            if (group.Key is { } folder && context.Live.Find(folder) is { } live)
            {
                var paths = group.Select(folder.PathOf).OfType<RepoPath>().ToList();
                _ = Task.Run(() => NoteFilesAsync(live, paths, ending.Token), ending.Token);
            }
        }
    }

    private async Task NoteFilesAsync(LiveRepository live, IReadOnlyList<RepoPath> paths, CancellationToken cancellationToken)
    {
        if (paths.Any(path => path.Text == RepositoryConfig.FileName || live.Workspace?.Reserved.Check(path) is not null))
        {
            await live.RefreshAsync(cancellationToken);
            return;
        }

        var configured = new HashSet<LiveConnector>();
        foreach (var path in paths)
        {
            if (live.Workspace?.Config.Locate(path) is { } place)
            {
                foreach (var connector in live.ConnectorsOf(place.Prefix.Prefix))
                {
                    if (await IsConfigAsync(connector, place.Address, cancellationToken))
                    {
                        configured.Add(connector);
                    }
                }
            }
        }

        if (configured.Count > 0)
        {
            await live.RestartAsync(configured, cancellationToken);
        }
    }

    // Nobody waits for it, so a slow connector has its time to answer.
    private static async Task<bool> IsConfigAsync(LiveConnector connector, Address address, CancellationToken cancellationToken)
    {
        try
        {
            return (await connector.FilterAsync(address, cancellationToken)).HasFlag(FilterBits.Config);
        }
        catch (ConnectorException)
        {
            return false;
        }
    }
}
