using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using Autoschematic.Files.Settings;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Files.Resources;

/// <summary>Owner, group and permissions of files where they depart from the rules.</summary>
[Resource("files/[host]/attributes/[path...].ron")]
internal sealed class AttributesHandler(HostSet hosts, WorkingTree tree) : PathHandler<Attributes>(hosts, BodyFormat.Record<Attributes>())
{
    private const string Set = "set";

    public override Attributes Example => new(Mode: "0600");

    public override async Task<Attributes?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var departing = await place.Host.Files.StateAsync(place.Path, cancellationToken) is { Kind: FileKind.File } state
            ? state.Attributes.Beside(place.Rules(isDirectory: false))
            : new();
        if (departing.SaysNothing && await place.Host.Marks.FindAsync(place.Path, MarkKind.Attributes, cancellationToken) is { Before: { } before })
        {
            // That they are as the rules say is not finished until its hooks have run: it is planned again.
            departing = before.Beside(place.Rules(isDirectory: false));
        }

        return departing.SaysNothing ? null : departing;
    }

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, Attributes body) => AttributeBodies.Problems(body);

    public override ValueTask<bool> EqualAsync(ResourceKey key, Attributes left, Attributes right, CancellationToken cancellationToken)
        => new(AreEqual(key, left, right, isDirectory: false));

    public override Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, Attributes? before, Attributes? after, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var rules = place.Rules(isDirectory: false);
        if (after is not null)
        {
            AttributeBodies.CheckManaged(after, rules);
            if (after.Beside(rules).SaysNothing)
            {
                throw new BodyException("", $"{HostsFile.Place} gives {place.Words} these attributes anyway; delete this file");
            }
        }

        var wanted = (after ?? new()).Over(rules);
        var change = new AttributesChange { Before = (before ?? new()).Over(rules), After = wanted };
        return Task.FromResult<IReadOnlyList<ResourceOp>>(
        [
            ResourceOp.Of(Set, change) with
            {
                Kind = before is null ? OpKind.Create : after is null ? OpKind.Delete : OpKind.Update,
                Message = $"Give {place.Words} {wanted.Beside(change.Before).Describe()}{(after is null ? " as the rules say" : "")}{HookWords.Of(place)}",
            },
        ]);
    }

    public override async Task<IReadOnlyList<ResourceOp>> PlanUnchangedAsync(ResourceKey key, Attributes body, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var wanted = body.Over(place.Rules(isDirectory: false));
        return await place.Host.Marks.FindAsync(place.Path, MarkKind.Attributes, cancellationToken) is null ? []
            : [ResourceOp.Of(Set, new AttributesChange { Before = wanted, After = wanted }) with { Message = HookWords.Owed(place) }];
    }

    public override async Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        if (op.Name != Set)
        {
            return await base.ExecuteAsync(key, op, cancellationToken);
        }

        await HookedChange.RunAsync(new FileAttributesStep(PlaceOf(key), tree, op.Arguments<AttributesChange>()), cancellationToken);
        return Outputs.None;
    }

    protected override IEnumerable<string> PathsOf(ManagedHost host, HostListing listing) => listing.Attributes;
}
