using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>Where a target is defined, and where it is used.</summary>
internal sealed class Destinations(RepositorySnapshot repository)
{
    /// <summary>Where a target is defined; empty when that is nowhere.</summary>
    public IReadOnlyList<Location> DefinitionOf(Target target) => target switch
    {
        Target.Reference reference when Address.TryParse(reference.Address, out _) is { } address
            => reference.IsAtKey
                ? First(KeyOf(reference.Prefix, address, reference.Key) ?? BodyOf(reference.Prefix, address))
                : First(BodyOf(reference.Prefix, address) ?? OutputsOf(reference.Prefix, address)),
        Target.Resource resource => First(BodyOf(resource.Prefix, resource.Address)),
        Target.Output output => First(BodyOf(output.Prefix, output.Address)),
        Target.Name name => First(SourceOf(name) ?? ConfiguredPlaceOf(name)),
        Target.Link link => First(StartOf(link.File)),
        _ => [],
    };

    /// <summary>Every use of a target, in the order of files and places, with its definition in front when that is wanted.</summary>
    public IReadOnlyList<Location> UsesOf(Target target, bool withDefinition, CancellationToken cancellationToken) => target switch
    {
        Target.Reference reference => UsesOf(reference.Prefix, reference.Address, reference.IsAtKey ? reference.Key : null, withDefinition, cancellationToken),
        Target.Resource resource => UsesOf(resource.Prefix, resource.Address.Text, null, withDefinition, cancellationToken),
        Target.Output output => UsesOf(output.Prefix, output.Address.Text, output.Key, withDefinition, cancellationToken),
        Target.Name name =>
        [
            .. ConfiguredNames.PlacesOf(repository, name)
                .Where(place => withDefinition || place.File != ConfiguredNames.ConfigFile)
                .Select(place => At(place.File, place.Tree.Text, place.Span)),
        ],
        _ => [],
    };

    private IReadOnlyList<Location> UsesOf(Prefix prefix, string address, string? key, bool withDefinition, CancellationToken cancellationToken)
    {
        var uses = new List<Location>();
        if (withDefinition && Address.TryParse(address, out _) is { } parsed)
        {
            uses.AddRange(First(key is null ? BodyOf(prefix, parsed) : KeyOf(prefix, parsed, key)));
        }

        foreach (var (file, text) in ReferencePlaces.Bodies(repository, prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            uses.AddRange(ReferencePlaces.In(file, text)
                .Where(found => found.Reference.Address == address && (key is null || found.Reference.Key == key))
                .Select(found => At(file, text, found.Span)));
        }

        return uses;
    }

    private Location? BodyOf(Prefix prefix, Address address) => prefix.FileOf(address) is var file && Exists(file) ? StartOf(file) : null;

    private Location? OutputsOf(Prefix prefix, Address address)
        => OutputPaths.FileOf(prefix, Holder(prefix, address)) is var file && Exists(file) ? StartOf(file) : null;

    private Location? KeyOf(Prefix prefix, Address address, string key)
    {
        var file = OutputPaths.FileOf(prefix, Holder(prefix, address));
        var path = new RonPath([new RonPathSegment.Key("OutputMap"), new RonPathSegment.Key(key)]);
        return repository.ReadTree(file) is { } tree && tree.Find(path)?.Parent?.Key is { } node ? At(file, tree.Text, node.Span) : null;
    }

    private Address Holder(Prefix prefix, Address address) => repository.Outputs.ResolvePointers(prefix, address, []) ?? address;

    /// <summary>The file that a connector is started from.</summary>
    private Location? SourceOf(Target.Name name)
        => name.Connector is not null
            && repository.Config?.FindPrefix(name.Prefix)?.FindConnector(name.Connector) is { } connector
            && SpecPaths.Resolve(connector.Spec, repository.Folder.Root) is { } file
            && Exists(file)
                ? StartOf(file)
                : null;

    private Location? ConfiguredPlaceOf(Target.Name name)
        => ConfiguredNames.PlacesOf(repository, name).Where(place => place.File == ConfiguredNames.ConfigFile)
            .Select(place => At(place.File, place.Tree.Text, place.Span)).FirstOrDefault();

    private bool Exists(RepoPath file) => repository.Files.Exists(file) || repository.Documents.FindFile(repository.Folder.FileOf(file)) is not null;

    private Location StartOf(RepoPath file) => new(repository.UriOf(file), default);

    private Location At(RepoPath file, SourceText text, TextSpan span) => new(repository.UriOf(file), text.RangeOf(span));

    private static IReadOnlyList<Location> First(Location? location) => location is null ? [] : [location];
}
