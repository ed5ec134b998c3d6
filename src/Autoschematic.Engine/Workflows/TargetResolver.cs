using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows;

/// <summary>Finds the one resource that a path argument means.</summary>
internal static class TargetResolver
{
    /// <summary>The resource at a path, which need not exist; null with a diagnostic when it cannot be one.</summary>
    public static ResourceKey? Resolve(
        Workspace workspace, string currentDirectory, string argument, DiagnosticBag diagnostics)
    {
        if (PathArguments.Resolve(workspace.Root, currentDirectory, argument) is not { } file)
        {
            diagnostics.Add(WorkflowDiagnostics.OutsideRepository(argument));
            return null;
        }

        if (workspace.Config.Locate(file) is not { } found)
        {
            diagnostics.Add(WorkflowDiagnostics.OutsidePrefixes(file, BelowPrefix(workspace, file)));
            return null;
        }

        if (workspace.Reserved.Check(file) is { } problem)
        {
            diagnostics.Add(SelectionDiagnostics.ReservedPath(file, problem));
            return null;
        }

        return new(found.Prefix.Prefix, found.Address);
    }

    /// <summary>The file that an address of a report stands for, which begins below the prefix.</summary>
    private static RepoPath? BelowPrefix(Workspace workspace, RepoPath address)
        => workspace.Config.Prefixes
            .Select(prefix => prefix.Prefix.Folder is { } folder ? RepoPath.TryParse($"{folder}/{address}") : null)
            .FirstOrDefault(file => file is not null && workspace.Files.Exists(file));

    /// <summary>The prefixes that `-p` and `-c` leave, in file order; null with a diagnostic for a name that does not exist.</summary>
    public static IReadOnlyList<ConfiguredPrefix>? Narrow(
        Workspace workspace, string? prefix, string? connector, DiagnosticBag diagnostics)
    {
        var config = workspace.Config;
        if (prefix is not null && config.FindPrefix(prefix) is null)
        {
            diagnostics.Add(WorkflowDiagnostics.UnknownPrefix(prefix, config.Prefixes.Select(known => known.Prefix.Name)));
            return null;
        }

        var prefixes = config.Prefixes.Where(known => prefix is null || known == config.FindPrefix(prefix)).ToList();
        if (connector is null)
        {
            return prefixes;
        }

        var narrowed = prefixes.Where(known => known.FindConnector(connector) is not null).ToList();
        if (narrowed.Count == 0)
        {
            diagnostics.Add(WorkflowDiagnostics.UnknownConnector(
                connector, prefixes.SelectMany(known => known.Connectors).Select(known => known.Shortname)));
            return null;
        }

        return narrowed;
    }
}
