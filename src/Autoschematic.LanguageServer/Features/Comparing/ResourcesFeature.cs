using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Outputs;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>`autoschematic/resources` and `autoschematic/outputs`: what a tree view shows.</summary>
internal sealed class ResourcesFeature(ServerContext context, StateKeeper states) : IFeature
{
    private readonly OwnedFiles files = new(context);

    public void Declare(ServerCapabilities capabilities)
    {
        // LSP has no word for it.
    }

    public void Register(RpcMethods methods)
    {
        methods.OnRequest("autoschematic/resources", LspJson.Default.ResourcesParams, LspJson.Default.ResourcesResult, PrepareResources);
        methods.OnRequest("autoschematic/outputs", LspJson.Default.UriParams, LspJson.Default.OutputsResult!, PrepareOutputs);
    }

    private Func<CancellationToken, Task<ResourcesResult>> PrepareResources(ResourcesParams parameters) => async cancellationToken =>
    {
        var all = context.Repositories.All.Select(context.Live.Find).OfType<LiveRepository>().ToList();
        foreach (var live in all)
        {
            await live.ReadyAsync(cancellationToken);
            if (parameters.Refresh && live.Workspace is not null)
            {
                var progress = new WorkProgress(context, parameters.WorkDoneToken);
                var result = await states.CompareAsync(live, null, cancellationToken, progress.OnEvent);
                if (result.Resources.Count == 0)
                {
                    // A comparison that did not take place, such as beside an apply, is no comparison without drift.
                    CommandProblems.Demand(live, result.Diagnostics);
                }
            }
        }

        var prefixes = new List<PrefixItem>();
        foreach (var live in all)
        {
            foreach (var prefix in live.Workspace?.Config.Prefixes ?? [])
            {
                prefixes.Add(await DescribeAsync(live, prefix, cancellationToken));
            }
        }

        return new(prefixes);
    };

    private async Task<PrefixItem> DescribeAsync(LiveRepository live, ConfiguredPrefix prefix, CancellationToken cancellationToken)
    {
        var compared = states.AllOf(live.Folder)
            .Where(item => live.Workspace!.Config.Locate(item.Path)?.Prefix == prefix)
            .ToDictionary(item => item.Path, item => (item.State.Connector, item.State.Word));
        foreach (var (path, connector) in await files.FindAsync(live, prefix, cancellationToken))
        {
            compared.TryAdd(path, (connector, "unknown"));
        }

        return new(prefix.Prefix.Name, [.. live.ConnectorsOf(prefix.Prefix).Select(connector => Describe(live, connector, compared))]);
    }

    private static ConnectorItem Describe(
        LiveRepository live, LiveConnector connector, IReadOnlyDictionary<RepoPath, (string Connector, string Word)> known)
    {
        var (status, message) = connector.State switch
        {
            LiveState.Failed failed => ("error", live.Redact(failed.Diagnostic.Message)),
            var state => (state.GetType().Name.ToLowerInvariant(), null),
        };
        return new(
            connector.Configured.Shortname,
            status,
            message,
            connector.Process?.MemoryBytes,
            [
                .. known.Where(item => item.Value.Connector == connector.Configured.Shortname)
                    .OrderBy(item => item.Key)
                    .Select(item => new ResourceItem(item.Key.Text, live.Folder.UriOf(item.Key).Text, item.Value.Word)),
            ]);
    }

    private Func<CancellationToken, Task<OutputsResult?>> PrepareOutputs(UriParams parameters)
    {
        var target = CommandTarget.Of(context, parameters.Uri);
        var repository = context.Repositories.Open(target.Folder, context.Documents.Current);
        return _ =>
        {
            if (repository.Config?.Locate(target.Path) is not { } place
                || repository.Outputs.Read(place.Prefix.Prefix, place.Address, []) is not { } outputs)
            {
                return Task.FromResult<OutputsResult?>(null);
            }

            var file = place.Prefix.Prefix.FileOf(outputs.Address);
            var stored = OutputPaths.FileOf(place.Prefix.Prefix, outputs.Address);
            return Task.FromResult<OutputsResult?>(new(
                file.Text,
                target.Folder.UriOf(stored).Text,
                new SortedDictionary<string, string?>(
                    outputs.Values.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), StringComparer.Ordinal)));
        };
    }
}
