using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>What is below a resource: `vpcs/main.ron` is the parent of everything below `vpcs/main/`, whose addresses name it.</summary>
internal static class Subtree
{
    /// <summary>The resource and everything below it, in ordinal order behind it; null with a diagnostic when git fails.</summary>
    public static async Task<IReadOnlyList<RenameMove>?> FindAsync(
        Workspace workspace, ResourceKey from, ResourceKey to, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await WorkingFiles.ListAsync(workspace, diagnostics, cancellationToken) is { } files
            ? Of(workspace.Config, from, to, files)
            : null;

    /// <summary>The resource and everything below it of these files.</summary>
    public static IReadOnlyList<RenameMove> Of(RepositoryConfig config, ResourceKey from, ResourceKey to, IReadOnlyList<RepoPath> files)
    {
        var moves = new List<RenameMove> { new(from, to) };
        if (FolderOf(from) is not { } oldFolder || FolderOf(to) is not { } newFolder)
        {
            return moves;
        }

        foreach (var file in files.Where(file => file.IsWithin(oldFolder) && file != oldFolder))
        {
            var place = RepoPath.Parse(newFolder.Text + file.Text[oldFolder.Text.Length..]);
            if (config.Locate(file) is { } old && config.Locate(place) is { } @new)
            {
                moves.Add(new(new(old.Prefix.Prefix, old.Address), new(@new.Prefix.Prefix, @new.Address)));
            }
        }

        return moves;
    }

    private static RepoPath? FolderOf(ResourceKey resource)
        => Path.HasExtension(resource.Address.Path.Name) ? RepoPath.TryParse(Path.ChangeExtension(resource.File.Text, null)) : null;
}
