using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows;

/// <summary>The sealed files that the configuration names.</summary>
internal static class ConfiguredSecrets
{
    /// <summary>Every `secret://` entry of every environment, in file order.</summary>
    public static IEnumerable<EnvironmentEntry> Of(RepositoryConfig config)
        => config.Prefixes
            .SelectMany(prefix => prefix.Connectors.Select(connector => connector.Environment)
                .Concat(prefix.Tasks.Select(task => task.Environment))
                .Prepend(prefix.Environment))
            .SelectMany(layer => layer.Entries)
            .Where(entry => entry.SecretPath is not null);

    public static RepoPath? FileOf(EnvironmentEntry entry) => RepoPath.TryParseRelative(entry.SecretPath!, out _);

    /// <summary>Reports sealed files that are missing or damaged; no key is needed for that.</summary>
    public static void Check(Workspace workspace, DiagnosticBag diagnostics)
    {
        foreach (var entry in Of(workspace.Config))
        {
            var problems = new DiagnosticBag();
            if (FileOf(entry) is { } file && workspace.Secrets.Read(file, problems) is null)
            {
                diagnostics.AddRange(problems);
                diagnostics.Add(WorkflowDiagnostics.BadConfiguredSecret(file, entry.Location));
            }
        }
    }
}
