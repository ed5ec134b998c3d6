using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Config;

/// <summary>A valid `autoschematic.ron`, everything in file order.</summary>
public sealed record RepositoryConfig(IReadOnlyList<ConfiguredPrefix> Prefixes)
{
    /// <summary>Name of the file at the repository root.</summary>
    public const string FileName = "autoschematic.ron";

    /// <summary>The prefix of a name; slashes at its end do not count.</summary>
    public ConfiguredPrefix? FindPrefix(string name)
        => Prefix.TryParse(name) is { } wanted ? Prefixes.FirstOrDefault(prefix => prefix.Prefix == wanted) : null;

    /// <summary>The prefix that holds a file, and the file's address in it; null when no prefix does.</summary>
    public (ConfiguredPrefix Prefix, Address Address)? Locate(RepoPath file)
    {
        foreach (var prefix in Prefixes)
        {
            if (prefix.Prefix.AddressOf(file) is { } address)
            {
                return (prefix, address);
            }
        }

        return null;
    }

    /// <summary>The connectors that are installed from packages, with what each asks for, in file order.</summary>
    public IEnumerable<(ConfiguredPrefix Prefix, ConfiguredConnector Connector, PackageSpec Package)> Packages()
        => from prefix in Prefixes
           from connector in prefix.Connectors
           let package = PackageSpec.TryOf(connector.Spec)
           where package is not null
           select (prefix, connector, package);

    /// <summary>The files that the configuration uses itself; absolute spec paths count when they lie under <paramref name="repositoryRoot"/>.</summary>
    public ReservedPaths ReservedPaths(string? repositoryRoot)
        => new(EnvironmentLayers()
            .Where(layer => layer.File is not null)
            .Select(layer => KeyValuePair.Create(layer.File!, "an env file"))
            .Concat(Prefixes
                .SelectMany(prefix => prefix.Connectors)
                .Select(connector => SpecPaths.Resolve(connector.Spec, repositoryRoot))
                .OfType<RepoPath>()
                .Select(path => KeyValuePair.Create(path, "a connector"))));

    /// <summary>Whether any `env` holds an `env://` entry, which turns strict environments on.</summary>
    public bool AsksForStrictEnvironment
        => EnvironmentLayers().Any(layer => layer.Entries.Any(entry => entry.HostVariable is not null));

    private IEnumerable<EnvironmentLayer> EnvironmentLayers()
        => Prefixes.SelectMany(prefix => new[] { prefix.Environment }
            .Concat(prefix.Connectors.Select(connector => connector.Environment))
            .Concat(prefix.Tasks.Select(task => task.Environment)));
}
