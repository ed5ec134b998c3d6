using System.Collections.Concurrent;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>What resources may hold, from the examples of connectors and from resources of the same kind in the repository.</summary>
internal sealed class ResourceSchemas(TimeProvider clock)
{
    private const int MostNeighbours = 16;
    private const int LongestNeighbour = 64 * 1024;

    // Completion asks with every key; what lies on disk is looked at again after this long.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Key, Entry> known = new();

    /// <summary>The example bodies that are for an address: those whose template it fits, in file order of their connectors.</summary>
    public static IReadOnlyList<KnownSkeleton> Fitting(IReadOnlyList<KnownSkeleton> skeletons, Address address)
        => [.. skeletons.Where(known => AddressTemplate.Matches(known.Skeleton.AddressTemplate, address))];

    /// <summary>What the resource at an address may hold.</summary>
    public DocumentSchema Of(
        RepositorySnapshot repository, Prefix prefix, Address address, BodyFormat format, IReadOnlyList<KnownSkeleton> skeletons)
    {
        var fitting = Fitting(skeletons, address);
        var key = new Key(repository.Folder.Root, prefix, address, format, string.Join('\n', fitting.Select(one => one.Skeleton.AddressTemplate)));
        if (known.TryGetValue(key, out var entry) && clock.GetElapsedTime(entry.Since) < Fresh)
        {
            return entry.Schema;
        }

        var schema = Read(repository, prefix, address, format, fitting);
        if (known.Count > 64)
        {
            known.Clear();
        }

        known[key] = new(schema, clock.GetTimestamp());
        return schema;
    }

    /// <summary>Forgets everything, since files were written.</summary>
    public void Forget() => known.Clear();

    private static DocumentSchema Read(
        RepositorySnapshot repository, Prefix prefix, Address address, BodyFormat format, IReadOnlyList<KnownSkeleton> skeletons)
    {
        var sample = new SampleSchema();
        foreach (var skeleton in skeletons)
        {
            if (BodyTrees.Parse(format, skeleton.Skeleton.Body.Span) is { } tree)
            {
                sample.Add(tree, isExample: true);
            }
        }

        // Resources of one kind mostly lie in one folder.
        var folder = prefix.FileOf(address).Parent;
        foreach (var file in NeighboursOf(repository, folder, prefix.FileOf(address), format, IsOfKind))
        {
            if (repository.ReadText(file) is { Length: <= LongestNeighbour } text)
            {
                sample.Add(BodyTrees.Parse(format, new SourceText(text.Text)), isExample: false);
            }
        }

        return sample.ToSchema();

        bool IsOfKind(Address other) => skeletons.Count == 0 || skeletons.Any(one => AddressTemplate.Matches(one.Skeleton.AddressTemplate, other));
    }

    private static IEnumerable<RepoPath> NeighboursOf(
        RepositorySnapshot repository, RepoPath? folder, RepoPath own, BodyFormat format, Func<Address, bool> isOfKind)
    {
        var path = folder is null ? repository.Folder.Root : repository.Folder.FileOf(folder);
        string[] names;
        try
        {
            names = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Take(1000).Select(file => Path.GetFileName(file)!)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read says nothing.
            names = [];
        }

        return names
            .Order(StringComparer.Ordinal)
            .Select(name => RepoPath.TryParse(folder is null ? name : $"{folder}/{name}"))
            .OfType<RepoPath>()
            .Where(file => file != own && BodyFormats.Of(file) == format && repository.Config?.Locate(file) is { } place && isOfKind(place.Address))
            .Take(MostNeighbours);
    }

    private sealed record Key(string Root, Prefix Prefix, Address Address, BodyFormat Format, string Templates);

    private sealed record Entry(DocumentSchema Schema, long Since);
}
