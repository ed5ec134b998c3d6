using System.Collections.Concurrent;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>Compares files with the remote side when they are opened or saved, or when somebody asks, and remembers what came of it.</summary>
internal sealed class StateKeeper
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, ResourceState> states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> looking = new(StringComparer.Ordinal);
    private readonly ServerContext context;

    public StateKeeper(ServerContext context)
    {
        this.context = context;
        context.Documents.Saved += Look;
        context.Documents.Closed += document =>
        {
            if (looking.TryRemove(document.Uri.Key, out var look))
            {
                _ = look.CancelAsync();
            }
        };
        context.Documents.Opened += Look;
        context.Trust.Granted += () =>
        {
            foreach (var document in context.Documents.Current.All)
            {
                Look(document);
            }
        };
    }

    /// <summary>What is known of a file; null when it was never compared.</summary>
    public ResourceState? Find(string file) => states.GetValueOrDefault(file);

    /// <summary>What is known of every file of a repository, in the order of their paths.</summary>
    public IReadOnlyList<(RepoPath Path, ResourceState State)> AllOf(RepositoryFolder folder)
        => [.. states
            .Select(item => (Path: folder.PathOf(item.Key), item.Value))
            .Where(item => item.Path is not null)
            .Select(item => (item.Path!, item.Value))
            .OrderBy(item => item.Item1)];

    /// <summary>Compares one file, or everything, and returns what came of it.</summary>
    public async Task<DriftResult> CompareAsync(
        LiveRepository live, RepoPath? path, CancellationToken cancellationToken, Action<WorkflowEvent>? onEvent = null)
    {
        var mode = path is null ? (SelectionMode)new SelectionMode.All() : new SelectionMode.Paths([path.Text], live.Folder.Root);
        var result = await live.WorkAsync(
            workspace => new DriftWorkflow(live.Pool).RunAsync(workspace, new(new(mode)), onEvent ?? (_ => { }), cancellationToken), cancellationToken);
        foreach (var resource in result.Resources)
        {
            states[live.Folder.FileOf(resource.Resource.File)] = StateOf(live, resource);
        }

        if (path is not null && result.Resources.Count == 0)
        {
            states.TryRemove(live.Folder.FileOf(path), out _);
        }
        else if (path is null && result.Resources.Count > 0)
        {
            // What was there once and is in no report any more is gone.
            var reported = result.Resources.Select(resource => live.Folder.FileOf(resource.Resource.File)).ToHashSet(StringComparer.Ordinal);
            foreach (var file in states.Keys.Where(file => live.Folder.PathOf(file) is not null && !reported.Contains(file)))
            {
                states.TryRemove(file, out _);
            }
        }

        Tell();
        return result;
    }

    /// <summary>Forgets what is known of a file, since it was changed by the server itself.</summary>
    public void Forget(string file) => states.TryRemove(file, out _);

    private static ResourceState StateOf(LiveRepository live, DriftedResource resource)
    {
        var (word, lines) = resource.Status switch
        {
            DriftStatus.Equal or DriftStatus.Ignored => ("in_sync", (IReadOnlyList<string>)[]),
            DriftStatus.Changed changed => ("drifted", [.. DiffLines.Of(changed.Diff), .. changed.Outputs.Select(DiffLines.Of)]),
            DriftStatus.Missing => ("not_created", []),
            DriftStatus.Orphaned => ("gone", []),
            DriftStatus.Deferred deferred => ("deferred", [.. deferred.Waits.Select(wait => $"waits for {wait}")]),
            DriftStatus.Failed failed => ("error", [failed.Diagnostic.Message]),
            _ => ("unknown", []),
        };
        return new(word, resource.Connector, [.. lines.Select(live.Redact)]);
    }

    /// <summary>Compares a file beside everything else; what is asked later about the same file counts.</summary>
    private void Look(Document document)
    {
        if (context.RepositoryOf(document) is not { } repository
            || context.Live.Find(repository.Folder) is not { } live
            || repository.Folder.PathOf(document.Uri.Path!) is not { } path
            || repository.Locate(document) is null)
        {
            return;
        }

        // A connector that hangs must not hold up what somebody asks for.
        var cancellation = new CancellationTokenSource(LongestLook, context.World.Clock);
        if (looking.TryGetValue(document.Uri.Key, out var earlier))
        {
            _ = earlier.CancelAsync();
        }

        looking[document.Uri.Key] = cancellation;
        _ = Task.Run(() => LookAsync(live, path, document.Uri.Key, cancellation), CancellationToken.None);
    }

    private async Task LookAsync(LiveRepository live, RepoPath path, string key, CancellationTokenSource cancellation)
    {
        try
        {
            await CompareAsync(live, path, cancellation.Token);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            // Why the repository cannot be opened is told by its status.
        }
        catch (Exception exception)
        {
            context.Connection.OnBug("drift", exception);
        }
        finally
        {
            looking.TryRemove(new(key, cancellation));
        }
    }

    private void Tell()
    {
        context.Client.StateChanged();
        if (ClientAbility.CanRefreshLenses(context.ClientSays.Capabilities))
        {
            _ = RefreshAsync("workspace/codeLens/refresh");
        }

        if (ClientAbility.CanRefreshHints(context.ClientSays.Capabilities))
        {
            _ = RefreshAsync("workspace/inlayHint/refresh");
        }
    }

    private async Task RefreshAsync(string method)
    {
        try
        {
            await context.Connection.AskAsync(method, new NoParams(), LspJson.Default.NoParams, LspJson.Default.JsonNode, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            // The client shows what it knows until it asks again.
        }
    }
}
