using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>What `validate` warns about in a configuration that works here and now.</summary>
public static class ConfigAdvice
{
    public static void Check(RepositoryConfig config, DiagnosticBag diagnostics)
    {
        foreach (var (index, prefix) in config.Prefixes.Index())
        {
            if (prefix.Prefix.Folder is not { } folder)
            {
                continue;
            }

            if (PortableNames.Problem(folder) is { } problem)
            {
                diagnostics.Add(ConfigDiagnostics.NotPortable(prefix.Location, prefix.Prefix.Name, problem));
            }

            if (config.Prefixes.Take(index).FirstOrDefault(other => AreOneOnSomeDisks(folder, other.Prefix.Folder!)) is { } same)
            {
                diagnostics.Add(ConfigDiagnostics.SameOnSomeDisks(prefix.Location, prefix.Prefix.Name, same.Prefix.Name));
            }
        }

        foreach (var connector in config.Prefixes.SelectMany(prefix => prefix.Connectors))
        {
            if (connector.Spec.SourcePath is { } path && path.StartsWith('/'))
            {
                diagnostics.Add(ConfigDiagnostics.AbsoluteSpecPath(connector.Location, path));
            }
        }
    }

    private static bool AreOneOnSomeDisks(RepoPath left, RepoPath right)
        => left.IsWithinFolded(right) || right.IsWithinFolded(left);
}
