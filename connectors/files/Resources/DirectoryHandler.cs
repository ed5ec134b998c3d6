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
    private const string Make = "make";
    private const string Set = "set";
    private const string Remove = "remove";

    public override Attributes Example => new(Mode: "0750");

    public override async Task<Attributes?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        return await place.Host.Files.StateAsync(place.Path, cancellationToken) is { } state
            ? Checked(place, state).Attributes.Beside(place.Rules(isDirectory: true))
            : null;
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
            (null, _) => (Make, OpKind.Create, $"Create the directory {place.Words} with {change.After.Describe()}"),
            (_, null) => (Remove, OpKind.Delete, $"Delete the directory {place.Words}, or leave it as the rules say while it holds anything"),
            _ => (Set, OpKind.Update, $"Give the directory {place.Words} {change.After.Beside(change.Before).Describe()}"),
        };
        return Task.FromResult<IReadOnlyList<ResourceOp>>(
            [ResourceOp.Of(name, change) with { Kind = kind, Message = $"{words}{HookWords.Of(place)}" }]);
    }

    public override async Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        if (op.Name is not (Make or Set or Remove))
        {
            return await base.ExecuteAsync(key, op, cancellationToken);
        }

        var place = PlaceOf(key);
        var change = op.Arguments<AttributesChange>();
        await HookedChange.RunAsync(place.Host, place.Path, () => ChangeAsync(place, op.Name, change, cancellationToken));
        return Outputs.None;
    }

    protected override IEnumerable<string> PathsOf(ManagedHost host, HostListing listing) => listing.Directories;

    private static async Task<Func<Task>> ChangeAsync(Place place, string op, AttributesChange change, CancellationToken cancellationToken)
    {
        using var held = await place.Host.LockAsync(place.Path, cancellationToken);
        var files = place.Host.Files;
        var state = await files.StateAsync(place.Path, cancellationToken) is { } found ? Checked(place, found) : null;
        if (state is null)
        {
            if (op == Remove)
            {
                return () => Task.CompletedTask;
            }

            await place.Host.MakeDirectoriesAboveAsync(place.Path, cancellationToken);
            await files.MakeDirectoryAsync(place.Path, change.After, CancellationToken.None);
            return () => files.DeleteDirectoryAsync(place.Path, CancellationToken.None);
        }

        if (op != Remove)
        {
            // A file below may have brought it into being a moment ago.
            return await AttributesChange.ApplyAsync(place, state, op == Make ? change with { Before = state.Attributes } : change);
        }

        try
        {
            await files.DeleteDirectoryAsync(place.Path, CancellationToken.None);
            return () => files.MakeDirectoryAsync(place.Path, state.Attributes, CancellationToken.None);
        }
        catch (ConnectorServiceException) when (!state.Attributes.Beside(change.After).SaysNothing)
        {
            return await AttributesChange.ApplyAsync(place, state, change);
        }
    }

    private static FileState Checked(Place place, FileState state) => state.Kind switch
    {
        FileKind.Directory => state,
        FileKind.File => throw FilesErrors.IsFile(place.Host.Name, place.Path),
        var kind => throw FilesErrors.NotPlain(place.Host.Name, place.Path, kind),
    };
}
