using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Finds what the staged bodies would be applied with although it is not staged itself.</summary>
internal sealed class DirtyCheck(ConnectorSession session, Selection selection)
{
    private Workspace Workspace => session.Workspace;

    /// <summary>Selected files, configuration and connector sources that differ from the index, in ordinal order; null when git fails.</summary>
    public async Task<IReadOnlyList<RepoPath>?> FindAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var unstaged = await Workspace.Git.UnstagedChangesAsync(diagnostics, cancellationToken);
        var untracked = await Workspace.Git.UntrackedFilesAsync(diagnostics, cancellationToken);
        if (unstaged is null || untracked is null)
        {
            return null;
        }

        var sources = selection.Prefixes
            .SelectMany(prefix => prefix.Connectors)
            .Select(connector => SourceOf(connector.Spec))
            .OfType<RepoPath>()
            .ToList();
        var dirty = new SortedSet<RepoPath>(selection.Files.Where(file => file.DiffersFromIndex).Select(file => file.File));
        foreach (var path in unstaged.Select(change => change.Path))
        {
            if (path.Text == RepositoryConfig.FileName || sources.Exists(path.IsWithin) || await IsConfigurationAsync(path, cancellationToken))
            {
                dirty.Add(path);
            }
        }

        foreach (var path in untracked)
        {
            // A new file beside a connector's sources need not belong to it; the source itself does.
            if (sources.Contains(path) || await IsConfigurationAsync(path, cancellationToken))
            {
                dirty.Add(path);
            }
        }

        return [.. dirty];
    }

    private async Task<bool> IsConfigurationAsync(RepoPath path, CancellationToken cancellationToken)
        => Workspace.Config.Locate(path) is { } place
            && Workspace.Reserved.Check(path) is null
            && (await session.FindConfiguredAsync(place.Prefix.Prefix, place.Address, cancellationToken)).Count > 0;

    /// <summary>The file or folder of a connector that is part of the repository; null for one that is installed.</summary>
    private RepoPath? SourceOf(ConnectorSpec spec)
    {
        var path = spec switch
        {
            BinarySpec binary when binary.Path.Contains('/', StringComparison.Ordinal) => binary.Path,
            CargoLocalSpec cargo => cargo.Path,
            PythonLocalSpec python => python.Path,
            TypescriptLocalSpec typescript => typescript.Path,
            DotnetLocalSpec dotnet when dotnet.Path.EndsWith("proj", StringComparison.Ordinal) => Path.GetDirectoryName(dotnet.Path),
            DotnetLocalSpec dotnet => dotnet.Path,
            _ => null,
        };
        return path is null ? null : RepoPath.TryParse(Path.GetRelativePath(Workspace.Root, Path.GetFullPath(path, Workspace.Root)));
    }
}
