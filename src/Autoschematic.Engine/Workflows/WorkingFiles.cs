using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows;

/// <summary>The files of the working tree that git tracks or would track.</summary>
internal static class WorkingFiles
{
    /// <summary>Regular files in ordinal order, without those that sparse checkout leaves out; null with a diagnostic when git fails.</summary>
    public static async Task<IReadOnlyList<RepoPath>?> ListAsync(
        Workspace workspace, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var tracked = await workspace.Git.IndexEntriesAsync(diagnostics, cancellationToken);
        var untracked = await workspace.Git.UntrackedFilesAsync(diagnostics, cancellationToken);
        if (tracked is null || untracked is null)
        {
            return null;
        }

        var paths = new SortedSet<RepoPath>(untracked);
        paths.UnionWith(tracked.Where(entry => !entry.SkipWorktree).Select(entry => entry.Path));
        return [.. paths.Where(path => workspace.Files.KindOf(path) == FileKind.File)];
    }
}
