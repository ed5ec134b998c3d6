using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Settings;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;
using Microsoft.Extensions.Logging;

namespace Autoschematic.Files.Resources;

/// <summary>The contents of files, byte for byte.</summary>
[Resource("files/[host]/tree/[path...]")]
internal sealed class ContentHandler(HostSet hosts, WorkingTree tree, ILogger logger) : PathHandler<byte[]>(hosts, BodyFormat.Bytes)
{
    private const string Write = "write";
    private const string Delete = "delete-file";

    public override byte[] Example => "This file is managed by Autoschematic.\n"u8.ToArray();

    public override async Task<byte[]?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        if (await place.Host.Files.StateAsync(place.Path, cancellationToken) is not { } state)
        {
            // A deletion whose hooks did not run is not finished: it is planned again.
            return await place.Host.Marks.FindAsync(place.Path, MarkKind.Content, cancellationToken) is { Wrote: null } mark ? mark.ReadContent() : null;
        }

        ContentChange.Check(place, state);

        // What the repository holds already needs not be sent.
        return state.Hash is { } hash && tree.ReadIfSized(key.Address, state.Size) is { } known && ContentChange.HashOf(known) == hash
            ? known
            : await place.Host.Files.ReadAsync(place.Path, cancellationToken);
    }

    public override Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, byte[]? before, byte[]? after, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var hooks = HookWords.Of(place);
        var replaces = before is null ? null : ContentChange.HashOf(before);
        if (after is null)
        {
            return One(ResourceOp.Of(Delete, new ContentChange { Replaces = replaces }) with
            {
                Kind = OpKind.Delete,
                Message = $"Delete {place.Words}{hooks}",
                DestroysData = true,
            });
        }

        if (after.Length > place.Host.LargestFile)
        {
            throw new BodyException("", $"The file has {after.Length} bytes, more than the {place.Host.LargestFile} of `largest_file`; raise it in {HostsFile.Place}");
        }

        var change = ContentChange.To(after) with { Replaces = replaces };
        if (before is not null)
        {
            return One(ResourceOp.Of(Write, change) with { Message = $"Write {place.Words}{hooks}" });
        }

        var attributes = tree.AttributesAt(place.AttributesAddress).Over(place.Rules(isDirectory: false));
        return One(ResourceOp.Of(Write, change with { Attributes = attributes }) with
        {
            Kind = OpKind.Create,
            Message = $"Create {place.Words} with {attributes.Describe()}{hooks}",
        });
    }

    public override async Task<IReadOnlyList<ResourceOp>> PlanUnchangedAsync(ResourceKey key, byte[] body, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        return await place.Host.Marks.FindAsync(place.Path, MarkKind.Content, cancellationToken) is null ? []
            : [ResourceOp.Of(Write, ContentChange.To(body) with { Replaces = ContentChange.HashOf(body) }) with { Message = HookWords.Owed(place) }];
    }

    public override async Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        if (op.Name is not (Write or Delete))
        {
            return await base.ExecuteAsync(key, op, cancellationToken);
        }

        var place = PlaceOf(key);
        await HookedChange.RunAsync(new ContentStep(place, op.Arguments<ContentChange>()), cancellationToken);
        return Outputs.None;
    }

    protected override IEnumerable<string> PathsOf(ManagedHost host, HostListing listing)
    {
        foreach (var path in listing.TooLarge)
        {
            logger.LogWarning("{Path} on {Host} is larger than `largest_file` and not managed", path, host.Name);
        }

        return listing.Contents;
    }

    private static Task<IReadOnlyList<ResourceOp>> One(ResourceOp op) => Task.FromResult<IReadOnlyList<ResourceOp>>([op]);
}
