using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>What `validate` warns about in a configuration that works here and now.</summary>
public static class ConfigAdvice
{
    public static void Check(RepositoryConfig config, DiagnosticBag diagnostics)
    {
        var seen = new EarlierFolders<ConfiguredPrefix>();
        foreach (var prefix in config.Prefixes)
        {
            if (prefix.Prefix.Folder is not { } folder)
            {
                continue;
            }

            if (PortableNames.Problem(folder) is { } problem)
            {
                diagnostics.Add(ConfigDiagnostics.NotPortable(prefix.Location, prefix.Prefix.Name, problem));
            }

            if (seen.Find(folder.Folded) is { } same)
            {
                diagnostics.Add(ConfigDiagnostics.SameOnSomeDisks(prefix.Location, prefix.Prefix.Name, same.Prefix.Name));
            }

            seen.Add(folder.Folded, prefix);
        }

        foreach (var connector in config.Prefixes.SelectMany(prefix => prefix.Connectors))
        {
            if (connector.Spec.SourcePath is { } path && path.StartsWith('/'))
            {
                diagnostics.Add(ConfigDiagnostics.AbsoluteSpecPath(connector.Location, path));
            }
        }
    }
}
