using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>One repository with a working tree, spoken to through the `git` program only.</summary>
/// <remarks>Methods that return null have added an error to the diagnostics.</remarks>
public sealed class GitRepository
{
    private GitRepository(string root, string gitDirectory, string commonDirectory)
    {
        Root = root;
        GitDirectory = gitDirectory;
        CommonDirectory = commonDirectory;
    }

    /// <summary>Absolute path of the working tree's top folder.</summary>
    public string Root { get; }

    /// <summary>Absolute path of this working tree's git folder.</summary>
    public string GitDirectory { get; }

    /// <summary>Absolute path of the git folder that all linked working trees share.</summary>
    public string CommonDirectory { get; }

    /// <summary>`autoschematic` in the common folder: locks, journals, caches; created when it is first needed.</summary>
    public string StateDirectory => Path.Join(CommonDirectory, "autoschematic");

    /// <summary>Finds the repository that holds a folder; refuses bare ones and those whose owner git calls unsafe.</summary>
    public static Task<GitRepository?> OpenAsync(
        string startDirectory,
        HostEnvironment host,
        TimeProvider clock,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
        => throw new NotImplementedException();

    public Task<GitHead?> ReadHeadAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>HEAD (or nothing, when unborn) against the index; intent-to-add is left out.</summary>
    public Task<IReadOnlyList<GitChange>?> StagedChangesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The index against the working tree; files that sparse checkout excludes are no difference.</summary>
    public Task<IReadOnlyList<GitChange>?> UnstagedChangesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>A commit against the working tree, untracked files that are not ignored included.</summary>
    public Task<IReadOnlyList<GitChange>?> ChangedSinceAsync(
        string commit, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The commit that a revision names, or null without a diagnostic when there is none.</summary>
    public Task<string?> ResolveCommitAsync(string revision, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    public Task<IReadOnlyList<GitEntry>?> IndexEntriesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Every entry of a commit.</summary>
    public Task<IReadOnlyList<GitEntry>?> TreeEntriesAsync(
        string commit, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Files in the working tree that git does not track and does not ignore.</summary>
    public Task<IReadOnlyList<RepoPath>?> UntrackedFilesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens a reader of blobs; nothing is started before the first read.</summary>
    public GitContents OpenContents() => throw new NotImplementedException();

    /// <summary>Stages the working tree's state of paths, deletions included; false with a diagnostic that lists them and the command to run.</summary>
    public Task<bool> StageAsync(
        IReadOnlyCollection<RepoPath> paths, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Stores bytes as they are and returns the object id, to keep a pre-image or a base.</summary>
    public Task<string?> WriteBlobAsync(
        ReadOnlyMemory<byte> content, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Commits the staged state of some paths only; the user's hooks run and are respected.</summary>
    public Task<CommitResult> CommitAsync(
        CommitRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();
}
