using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Config;

/// <summary>A valid `autoschematic.ron`, everything in file order.</summary>
public sealed record RepositoryConfig(IReadOnlyList<ConfiguredPrefix> Prefixes)
{
    /// <summary>Name of the file at the repository root.</summary>
    public const string FileName = "autoschematic.ron";

    public ConfiguredPrefix? FindPrefix(string name)
        => Prefixes.FirstOrDefault(prefix => prefix.Prefix.Name == name.TrimEnd('/') || prefix.Prefix.Name == name);

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

    /// <summary>The files that configuration uses itself; absolute spec paths count when they lie under <paramref name="repositoryRoot"/>.</summary>
    public ReservedPaths ReservedPaths(string? repositoryRoot) => throw new NotImplementedException();

    /// <summary>Whether any `env` holds an `env://` entry, which turns strict environments on.</summary>
    public bool AsksForStrictEnvironment => throw new NotImplementedException();
}
