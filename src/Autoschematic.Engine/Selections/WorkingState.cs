using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Index, HEAD and working tree of a repository at one moment, as far as a selection needs them.</summary>
internal sealed class WorkingState
{
    private readonly HashSet<RepoPath> assumed;

    private WorkingState(
        IReadOnlyList<GitEntry> index,
        IReadOnlyList<GitChange> staged,
        IReadOnlyList<GitChange> unstaged,
        IReadOnlyList<RepoPath> untracked)
    {
        Index = index;
        IndexBlobs = index.Where(entry => !entry.Unmerged).ToDictionary(entry => entry.Path, entry => entry.Blob);
        Staged = staged.ToDictionary(change => change.Path);
        Unstaged = unstaged.GroupBy(change => change.Path).ToDictionary(group => group.Key, group => group.First());
        Untracked = untracked;
        Missing = index.Where(entry => entry.SkipWorktree).Select(entry => entry.Path).ToHashSet();
        assumed = index.Where(entry => entry.AssumedUnchanged).Select(entry => entry.Path).ToHashSet();
    }

    public IReadOnlyList<GitEntry> Index { get; }

    public IReadOnlyDictionary<RepoPath, string> IndexBlobs { get; }

    public IReadOnlyDictionary<RepoPath, GitChange> Staged { get; }

    public IReadOnlyDictionary<RepoPath, GitChange> Unstaged { get; }

    public IReadOnlyList<RepoPath> Untracked { get; }

    /// <summary>Entries that sparse checkout keeps out of the working tree.</summary>
    public IReadOnlySet<RepoPath> Missing { get; }

    /// <summary>Reads everything at once; untracked files only on request, since finding them walks the tree.</summary>
    public static async Task<WorkingState?> LoadAsync(
        Workspace workspace, bool withUntracked, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var git = workspace.Git;
        var index = git.IndexEntriesAsync(diagnostics, cancellationToken);
        var staged = git.StagedChangesAsync(diagnostics, cancellationToken);
        var unstaged = git.UnstagedChangesAsync(diagnostics, cancellationToken);
        var untracked = withUntracked
            ? git.UntrackedFilesAsync(diagnostics, cancellationToken)
            : Task.FromResult<IReadOnlyList<RepoPath>?>([]);
        await Task.WhenAll(index, staged, unstaged, untracked);
        return await index is { } entries && await staged is { } stagedChanges
            && await unstaged is { } unstagedChanges && await untracked is { } others
            ? new(entries, stagedChanges, unstagedChanges, others)
            : null;
    }

    /// <summary>The blob in HEAD, or null when HEAD does not have the file.</summary>
    public string? HeadBlob(RepoPath path)
        => Staged.TryGetValue(path, out var change) ? change.OldBlob : IndexBlobs.GetValueOrDefault(path);

    /// <summary>Files that are in the working tree and that git tracks or would track.</summary>
    public IEnumerable<RepoPath> WorkingFiles()
        => IndexBlobs.Keys
            .Where(path => !Missing.Contains(path) && !IsGone(path))
            .Concat(Untracked)
            .Distinct();

    /// <summary>Whether git found what the index has of a path, so that it need not be looked for again.</summary>
    public bool IsAsStaged(RepoPath path)
        => IndexBlobs.ContainsKey(path) && !Unstaged.ContainsKey(path) && !Missing.Contains(path) && !assumed.Contains(path);

    /// <summary>Whether a tracked file was deleted from the working tree.</summary>
    public bool IsGone(RepoPath path)
        => Unstaged.TryGetValue(path, out var change) && change.Kind == GitChangeKind.Deleted;
}
