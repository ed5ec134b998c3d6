using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Config;

/// <summary>Finds what a spec names inside the repository.</summary>
public static class SpecPaths
{
    /// <summary>The file or folder of the repository that a connector is started from; null when it lies elsewhere or is the root itself.</summary>
    public static RepoPath? Resolve(ConnectorSpec spec, string? repositoryRoot)
    {
        if (spec.SourcePath is not { } path)
        {
            return null;
        }

        var root = repositoryRoot?.TrimEnd('/') + "/";
        if (repositoryRoot is not null && path.StartsWith(root, StringComparison.Ordinal))
        {
            path = path[root.Length..];
        }

        return RepoPath.TryParseRelative(path, out _);
    }
}
