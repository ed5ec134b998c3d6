using Autoschematic.Files.Hosts;
using Autoschematic.Files.Resources;
using Autoschematic.Files.Settings;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;
using Microsoft.Extensions.Logging;

namespace Autoschematic.Files;

/// <summary>Files and directories of hosts.</summary>
internal sealed class FilesConnector(ConnectorContext context, ILogger<FilesConnector> logger) : ResourceConnector(context), IAsyncDisposable
{
    private readonly HostsFile settings = new();
    private readonly HostSet hosts = new();
    private readonly WorkingTree tree = new(context);

    protected override IReadOnlyList<AddressHandler> Handlers
        => [settings, new ContentHandler(hosts, tree, logger), new AttributesHandler(hosts, tree), new DirectoryHandler(hosts)];

    protected override int MaxConcurrency => 64;

    // What is as it should be by the time of a second attempt is found so.
    protected override bool IdempotentOps => true;

    public override async Task InitAsync(CancellationToken cancellationToken) => hosts.Load(await settings.LoadAsync(cancellationToken));

    /// <summary>A part for each host, so that one that does not answer hides nothing of the others.</summary>
    public override Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>([.. hosts.Names.Select(Place.SubpathOf)]);

    /// <summary>Besides the general ones, those for the first root of the first host, which can be used as they are.</summary>
    public override async Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
    {
        var skeletons = await base.SkeletonsAsync(cancellationToken);
        return hosts.Names.Select(hosts.Find).FirstOrDefault(host => host.Roots.Count > 0) is { } first
            ? [.. skeletons, .. skeletons.Where(one => Place.StandsAlone(one.AddressTemplate)).Select(one => one with { AddressTemplate = Place.SkeletonAddress(one.AddressTemplate, first) })]
            : skeletons;
    }

    public ValueTask DisposeAsync() => hosts.DisposeAsync();
}
