using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Finds the files that each mode means, inside the scope.</summary>
internal sealed class CandidateFinder(Workspace workspace, SelectionScope scope, WorkingState state)
{
    public CandidateSet Staged()
        => new([.. state.Staged.Values.Select(FromStaged).OfType<SelectedFile>()], []);

    public CandidateSet All()
        => new([.. state.WorkingFiles().Select(FromWorkingTree).OfType<SelectedFile>()], [.. Orphans()]);

    /// <summary>Null with a diagnostic when git fails.</summary>
    public async Task<CandidateSet?> SinceAsync(string commit, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await workspace.Git.ChangedSinceAsync(commit, diagnostics, cancellationToken) is not { } changes)
        {
            return null;
        }

        var files = changes
            .Where(change => !state.Missing.Contains(change.Path))
            .Select(change => change.Kind == GitChangeKind.Deleted
                ? Deletion(change.Path, change.OldBlob)
                : FromWorkingTree(change.Path));
        return new([.. files.OfType<SelectedFile>()], []);
    }

    /// <summary>Null with diagnostics when an argument names nothing.</summary>
    public CandidateSet? Paths(SelectionMode.Paths mode, DiagnosticBag diagnostics)
    {
        RepoPath[] working = [.. state.WorkingFiles().Order()];
        var allOrphans = Orphans().ToList();
        var files = new Dictionary<RepoPath, SelectedFile>();
        var orphans = new HashSet<OrphanedOutput>();
        var known = true;
        foreach (var argument in mode.Arguments)
        {
            var path = PathArguments.Resolve(workspace.Root, mode.CurrentDirectory, argument);
            if (path is null && !PathArguments.IsRoot(workspace.Root, mode.CurrentDirectory, argument))
            {
                diagnostics.Add(SelectionDiagnostics.OutsideRepository(argument, workspace.Root));
                known = false;
                continue;
            }

            IReadOnlyList<RepoPath> inside = path is null ? working : Within(working, path);
            var insideOrphans = allOrphans.Where(orphan => path is null || orphan.Prefix.FileOf(orphan.Address).IsWithin(path)).ToList();
            foreach (var file in inside.Select(FromWorkingTree).OfType<SelectedFile>())
            {
                files[file.File] = file;
            }

            orphans.UnionWith(insideOrphans);
            if (path is not null && !Explains(argument, path, inside, insideOrphans, files, diagnostics))
            {
                known = false;
            }
        }

        // A body that was named and is gone is a deletion already, its outputs are no orphan beside it.
        orphans.RemoveWhere(orphan => files.ContainsKey(orphan.Prefix.FileOf(orphan.Address)));
        return known ? new([.. files.Values], [.. orphans]) : null;
    }

    /// <summary>The path itself and what lies below it, of paths in ordinal order: so that naming many of very many files is no walk for each.</summary>
    private static List<RepoPath> Within(RepoPath[] ordered, RepoPath path)
    {
        var found = new List<RepoPath>();
        if (Array.BinarySearch(ordered, path) is >= 0 and var itself)
        {
            found.Add(ordered[itself]);
        }

        // Names such as `a.ron` and `a-b` come between `a` and what lies below it.
        var below = $"{path.Text}/";
        var (first, end) = (0, ordered.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = string.CompareOrdinal(ordered[middle].Text, below) < 0 ? (middle + 1, end) : (first, middle);
        }

        for (; first < ordered.Length && ordered[first].IsWithin(path); first++)
        {
            found.Add(ordered[first]);
        }

        return found;
    }

    /// <summary>Whether a named path is anything that can be worked on; a named file that is gone becomes a deletion.</summary>
    private bool Explains(
        string argument,
        RepoPath path,
        IReadOnlyList<RepoPath> inside,
        IReadOnlyList<OrphanedOutput> orphans,
        Dictionary<RepoPath, SelectedFile> files,
        DiagnosticBag diagnostics)
    {
        var config = workspace.Config;
        var holdsPrefix = config.Prefixes.Any(prefix => prefix.Prefix.Folder is null || prefix.Prefix.Folder.IsWithin(path));
        var inPrefix = config.Locate(path) is not null;
        if (state.Missing.Contains(path) && !workspace.Files.Exists(path))
        {
            diagnostics.Add(SelectionDiagnostics.SparsePath(path));
            return false;
        }

        if (inside.Count == 0 && !holdsPrefix && state.HeadBlob(path) is { } blob)
        {
            if (inPrefix && Deletion(path, blob) is { } deletion)
            {
                files[path] = deletion;
            }

            return inPrefix || Fail(SelectionDiagnostics.OutsidePrefixes(path, Names()));
        }

        if (inPrefix && workspace.Reserved.Check(path) is { } problem && (inside.Count > 0 || workspace.Files.Exists(path)))
        {
            return Fail(SelectionDiagnostics.ReservedPath(path, problem));
        }

        var exists = inside.Count > 0 || orphans.Count > 0 || workspace.Files.KindOf(path) != Files.FileKind.Missing;
        if (!exists && !(holdsPrefix && config.FindPrefix(path.Text) is not null))
        {
            var names = state.WorkingFiles().Select(file => file.Text).ToList();
            return Fail(SelectionDiagnostics.UnknownPath(argument, path, InPrefix(names) ?? NearestPath.Find(path.Text, names)));
        }

        return inPrefix || holdsPrefix || Fail(SelectionDiagnostics.OutsidePrefixes(path, Names()));

        // Reports name addresses, which begin below the prefix.
        string? InPrefix(List<string> names) => config.Prefixes
            .Where(prefix => prefix.Prefix.Folder is not null)
            .Select(prefix => $"{prefix.Prefix.Folder}/{path}")
            .FirstOrDefault(meant => names.Exists(name => name == meant || name.StartsWith(meant + "/", StringComparison.Ordinal)));

        bool Fail(Diagnostic diagnostic)
        {
            diagnostics.Add(diagnostic);
            return false;
        }

        IEnumerable<string> Names() => config.Prefixes.Select(prefix => prefix.Prefix.Name);
    }

    private IEnumerable<OrphanedOutput> Orphans() => OrphanFinder.Find(workspace, scope, state);

    private SelectedFile? FromStaged(GitChange change)
    {
        if (scope.LocateAnywhere(change.Path) is not var (prefix, address))
        {
            return null;
        }

        var kind = change.Kind switch
        {
            GitChangeKind.Added => ChangeKind.Added,
            GitChangeKind.Deleted => ChangeKind.Deleted,
            _ => ChangeKind.Modified,
        };

        // `git rm --cached` leaves the file where it was.
        var differs = state.Unstaged.ContainsKey(change.Path)
            || (kind == ChangeKind.Deleted && workspace.Files.Exists(change.Path));
        return new(prefix.Prefix, address, change.Path, kind, change.NewBlob, change.OldBlob, differs);
    }

    private SelectedFile? FromWorkingTree(RepoPath path)
    {
        if (scope.LocateAnywhere(path) is not var (prefix, address))
        {
            return null;
        }

        var head = state.HeadBlob(path);
        var unstaged = state.Unstaged.ContainsKey(path) || !state.IndexBlobs.ContainsKey(path);
        var kind = head is null ? ChangeKind.Added
            : unstaged || state.Staged.ContainsKey(path) ? ChangeKind.Modified
            : ChangeKind.Unchanged;
        return new(prefix.Prefix, address, path, kind, null, head, unstaged);
    }

    private SelectedFile? Deletion(RepoPath path, string? blob)
        => scope.LocateAnywhere(path) is var (prefix, address)
            ? new(
                prefix.Prefix, address, path, ChangeKind.Deleted, null, state.HeadBlob(path) ?? blob, state.Unstaged.ContainsKey(path))
            : null;
}
