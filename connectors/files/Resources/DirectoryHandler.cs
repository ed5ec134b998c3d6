using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Files.Resources;

/// <summary>Directories that no file implies: empty ones, and those whose attributes depart from the rules.</summary>
[Resource("files/[host]/directories/[path...].ron")]
internal sealed class DirectoryHandler(HostSet hosts) : PathHandler<Attributes>(hosts, BodyFormat.Record<Attributes>())
{
    public override Attributes Example => new(Mode: "0750");

    public override async Task<Attributes?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var rules = place.Rules(isDirectory: true);
        if (await place.Host.Files.StateAsync(place.Path, cancellationToken) is { } state)
        {
            return DirectoryStep.Checked(place, state).Attributes.Beside(rules);
        }

        // A removal whose hooks did not run is not finished: it is planned again.
        return (await place.Host.Marks.FindAsync(place.Path, MarkKind.Directory, cancellationToken))?.Before?.Beside(rules);
    }

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, Attributes body) => AttributeBodies.Problems(body);

    public override ValueTask<bool> EqualAsync(ResourceKey key, Attributes left, Attributes right, CancellationToken cancellationToken)
        => new(AreEqual(key, left, right, isDirectory: true));

    public override Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, Attributes? before, Attributes? after, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var rules = place.Rules(isDirectory: true);
        AttributeBodies.CheckManaged(after ?? new(), rules);
        var change = new AttributesChange { Before = (before ?? new()).Over(rules), After = (after ?? new()).Over(rules) };
        var (name, kind, words) = (before, after) switch
        {
            (null, _) => (DirectoryStep.Make, OpKind.Create, $"Create the directory {place.Words} with {change.After.Describe()}"),
            (_, null) => (DirectoryStep.Remove, OpKind.Delete, $"Delete the directory {place.Words}, or leave it as the rules say while it holds anything"),
            _ => (DirectoryStep.Set, OpKind.Update, $"Give the directory {place.Words} {change.After.Beside(change.Before).Describe()}"),
        };
        return Task.FromResult<IReadOnlyList<ResourceOp>>(
            [ResourceOp.Of(name, change) with { Kind = kind, Message = $"{words}{HookWords.Of(place)}" }]);
    }

    public override async Task<IReadOnlyList<ResourceOp>> PlanUnchangedAsync(ResourceKey key, Attributes body, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        var wanted = body.Over(place.Rules(isDirectory: true));
        return await place.Host.Marks.FindAsync(place.Path, MarkKind.Directory, cancellationToken) is null ? []
            : [ResourceOp.Of(DirectoryStep.Set, new AttributesChange { Before = wanted, After = wanted }) with { Message = HookWords.Owed(place) }];
    }

    public override async Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        if (op.Name is not (DirectoryStep.Make or DirectoryStep.Set or DirectoryStep.Remove))
        {
            return await base.ExecuteAsync(key, op, cancellationToken);
        }

        await HookedChange.RunAsync(new DirectoryStep(PlaceOf(key), op.Name, op.Arguments<AttributesChange>()), cancellationToken);
        return Outputs.None;
    }

    protected override IEnumerable<string> PathsOf(ManagedHost host, HostListing listing) => listing.Directories;
}
