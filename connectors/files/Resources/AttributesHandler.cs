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

    public override async Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        if (op.Name != Set)
        {
            return await base.ExecuteAsync(key, op, cancellationToken);
        }

        var place = PlaceOf(key);
        var change = op.Arguments<AttributesChange>();
        await HookedChange.RunAsync(place.Host, place.Path, () => ChangeAsync(place, change, cancellationToken));
        return Outputs.None;
    }

    protected override IEnumerable<string> PathsOf(ManagedHost host, HostListing listing) => listing.Attributes;

    private async Task<Func<Task>> ChangeAsync(Place place, AttributesChange change, CancellationToken cancellationToken)
    {
        using var held = await place.Host.LockAsync(place.Path, cancellationToken);
        var state = await place.Host.Files.StateAsync(place.Path, cancellationToken);
        if (state is null)
        {
            // The operation that creates the file knows what is said here, and gives it these attributes at once.
            return tree.Has(place.ContentAddress) || change.After == change.Before
                ? () => Task.CompletedTask
                : throw FilesErrors.NotThereYet(place.Host.Name, place.Path, place.ContentAddress);
        }

        return await AttributesChange.ApplyAsync(place, state, change);
    }
}
