using System.Collections.Concurrent;
using System.Text;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>One repository with a working tree, spoken to through the `git` program only.</summary>
/// <remarks>Methods that return null have added an error to the diagnostics. Safe to share between tasks.</remarks>
public sealed class GitRepository
{
    private readonly ConcurrentDictionary<string, bool> unusable = new(StringComparer.Ordinal);
    private readonly GitRunner runner;
    private readonly GitParsing parsing;
    private readonly GitStaging staging;

    internal GitRepository(GitRunner runner)
    {
        this.runner = runner;
        parsing = new(path => unusable.TryAdd(path, true));
        staging = new(runner, parsing);
        Objects = new(runner);
    }

    /// <summary>Absolute path of the working tree's top folder.</summary>
    public string Root => runner.Root;

    /// <summary>Absolute path of this working tree's git folder.</summary>
    public string GitDirectory => runner.GitDirectory;

    /// <summary>Absolute path of the git folder that all linked working trees share.</summary>
    public string CommonDirectory => runner.CommonDirectory;

    /// <summary>Git folder of this working tree relative to the common one: `.`, or `worktrees/NAME` for a linked one.</summary>
    public string Worktree => Path.GetRelativePath(CommonDirectory, GitDirectory).Replace('\\', '/');

    /// <summary>`autoschematic` in the common folder: locks, journals, caches; whoever writes there creates it.</summary>
    public string StateDirectory => Path.Join(CommonDirectory, "autoschematic");

    public GitObjects Objects { get; }

    /// <summary>Whether ids are SHA-256 rather than SHA-1.</summary>
    public bool UsesSha256 => runner.UsesSha256;

    /// <summary>Names that listings met so far and that no path of the engine can be: control characters, `\`, not UTF-8.</summary>
    public IReadOnlyList<string> UnusablePaths => [.. unusable.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds the repository that holds a folder; refuses bare ones and those whose owner git calls unsafe.</summary>
    public static async Task<GitRepository?> OpenAsync(
        string startDirectory,
        HostEnvironment host,
        TimeProvider clock,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
        => await GitDiscovery.FindAsync(startDirectory, host, clock, diagnostics, cancellationToken) is { } runner
            ? new(runner)
            : null;

    public async Task<GitHead?> ReadHeadAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var head = runner.HeadCommitAsync(diagnostics, cancellationToken);
        var branch = runner.RunAsync(["symbolic-ref", "-q", "--short", "HEAD"], cancellationToken);
        var branchOutput = await branch;
        return await head is (true, var commit) ? new(commit, branchOutput.Succeeded ? branchOutput.Line : null) : null;
    }

    /// <summary>HEAD (or nothing, when unborn) against the index; intent-to-add is left out.</summary>
    public async Task<IReadOnlyList<GitChange>?> StagedChangesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // Nearly always HEAD has a commit; only when that fails is it asked why.
        var staged = await runner.RunAsync(DiffOfIndex("HEAD"), cancellationToken);
        if (staged.Succeeded)
        {
            return parsing.Changes(staged.Stdout);
        }

        return await runner.HeadTreeAsync(diagnostics, cancellationToken) is { } tree
            && await runner.CheckedAsync(DiffOfIndex(tree), diagnostics, cancellationToken) is { } output
            ? parsing.Changes(output.Stdout)
            : null;

        static string[] DiffOfIndex(string tree) => ["diff-index", "--cached", .. GitRunner.DiffOptions, tree, "--"];
    }

    /// <summary>The index against the working tree; files that sparse checkout excludes are no difference.</summary>
    public async Task<IReadOnlyList<GitChange>?> UnstagedChangesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.CheckedAsync(["diff", .. GitRunner.DiffOptions, "--"], diagnostics, cancellationToken) is { } output
            ? parsing.Changes(output.Stdout)
            : null;

    /// <summary>A commit against the working tree, untracked files that are not ignored included.</summary>
    public async Task<IReadOnlyList<GitChange>?> ChangedSinceAsync(
        string commit, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var tracked = runner.CheckedAsync(["diff", .. GitRunner.DiffOptions, commit, "--"], diagnostics, cancellationToken);
        var untracked = await UntrackedFilesAsync(diagnostics, cancellationToken);
        if (await tracked is not { } output || untracked is null)
        {
            return null;
        }

        var changes = new SortedDictionary<RepoPath, GitChange>();
        foreach (var change in parsing.Changes(output.Stdout))
        {
            changes[change.Path] = change;
        }

        foreach (var path in untracked)
        {
            // A file that is staged as deleted but is still there has changed, it is not gone.
            changes[path] = changes.TryGetValue(path, out var gone)
                ? gone with { Kind = GitChangeKind.Modified, NewMode = GitMode.File }
                : new(path, GitChangeKind.Added, GitMode.None, GitMode.File, null, null);
        }

        return [.. changes.Values];
    }

    /// <summary>The commit that a revision names, or null without a diagnostic when there is none.</summary>
    public async Task<string?> ResolveCommitAsync(string revision, CancellationToken cancellationToken)
    {
        if (revision.StartsWith('-') || revision.Length == 0)
        {
            return null;
        }

        var output = await runner.RunAsync(["rev-parse", "--verify", "-q", revision + "^{commit}"], cancellationToken);
        return output.Succeeded ? output.Line : null;
    }

    public async Task<IReadOnlyList<GitEntry>?> IndexEntriesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.CheckedAsync(GitRunner.ListIndex, diagnostics, cancellationToken) is { } output
            ? parsing.IndexEntries(output.Stdout)
            : null;

    /// <summary>Every entry of a commit.</summary>
    public async Task<IReadOnlyList<GitEntry>?> TreeEntriesAsync(
        string commit, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.CheckedAsync(["ls-tree", "-r", "-z", "--full-tree", commit], diagnostics, cancellationToken) is { } output
            ? parsing.TreeEntries(output.Stdout)
            : null;

    /// <summary>Files in the working tree that git does not track and does not ignore.</summary>
    public async Task<IReadOnlyList<RepoPath>?> UntrackedFilesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.CheckedAsync(
            ["ls-files", "--others", "--exclude-standard", "-z"], diagnostics, cancellationToken) is { } output
            ? parsing.Paths(output.Stdout)
            : null;

    /// <summary>Files below a folder that git does not track because it was told to ignore them.</summary>
    public async Task<IReadOnlyList<RepoPath>?> IgnoredFilesAsync(
        RepoPath? folder, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.CheckedAsync(
            ["ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", folder?.Text ?? "."], diagnostics, cancellationToken) is { } output
            ? parsing.Paths(output.Stdout)
            : null;

    /// <summary>Those of the paths that attributes hand to Git LFS.</summary>
    public async Task<IReadOnlyList<RepoPath>?> LfsPathsAsync(
        IReadOnlyCollection<RepoPath> paths, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var input = Encoding.UTF8.GetBytes(string.Concat(paths.Order().Select(path => path.Text + '\0')));
        var call = runner.Call(["check-attr", "-z", "--stdin", "filter"]) with { Input = input };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is { } output
            ? parsing.AttributeHolders(output.Stdout, "lfs")
            : null;
    }

    /// <summary>Opens a reader of blobs as they would be checked out; nothing is started before the first read.</summary>
    public GitContents OpenContents() => new(runner, filtered: true);

    /// <summary>Opens a reader of objects as they are stored; it takes any name of an object, such as `COMMIT:PATH`.</summary>
    public GitContents OpenObjects() => new(runner, filtered: false);

    /// <summary>Keeps files in the object store as the tree of a commit under a ref; the commit's id.</summary>
    public Task<string?> PinAsync(
        string name,
        IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>> files,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
        => new GitPins(runner).PinAsync(name, files, diagnostics, cancellationToken);

    /// <summary>Removes refs; what they kept is git's to collect.</summary>
    public Task<bool> UnpinAsync(
        IReadOnlyCollection<string> names, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => new GitPins(runner).UnpinAsync(names, diagnostics, cancellationToken);

    /// <summary>Names of the refs below a folder such as `refs/heads/`.</summary>
    public Task<IReadOnlyList<string>?> RefsAsync(
        string folder, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => new GitPins(runner).ListAsync(folder, diagnostics, cancellationToken);

    /// <summary>Whether a commit is another one or an ancestor of it; false also for a commit that is not there.</summary>
    public async Task<bool> IsAncestorAsync(string ancestor, string commit, CancellationToken cancellationToken)
        => (await runner.RunAsync(["merge-base", "--is-ancestor", ancestor, commit], cancellationToken)).Succeeded;

    /// <summary>Stages the working tree's state of paths, deletions included; false with a diagnostic that lists them and the command to run.</summary>
    public Task<bool> StageAsync(
        IReadOnlyCollection<RepoPath> paths,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken,
        IReadOnlySet<RepoPath>? keptAway = null)
        => staging.StageAsync(paths, keptAway, diagnostics, cancellationToken);

    /// <summary>What sparse checkout leaves out, so that staging need not ask for it each time; null with a diagnostic when git does not say.</summary>
    public Task<IReadOnlySet<RepoPath>?> KeptAwayAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => staging.KeptAwayAsync(diagnostics, cancellationToken);

    /// <summary>Makes index entries exactly these, null for none, whatever the working tree holds.</summary>
    public Task<bool> SetIndexAsync(
        IReadOnlyCollection<KeyValuePair<RepoPath, GitEntry?>> entries, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => staging.SetAsync(entries, diagnostics, cancellationToken);

    /// <summary>The object id that bytes get when they are staged as a path, its filters applied; nothing is stored.</summary>
    public async Task<string?> HashAsync(
        RepoPath path, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var call = runner.Call(["hash-object", "--stdin", $"--path={path}"]) with { Input = content };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is { } output ? output.Line : null;
    }

    /// <summary>Stores bytes as they are and returns the object id, to keep a pre-image or a base.</summary>
    public async Task<string?> WriteBlobAsync(
        ReadOnlyMemory<byte> content, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var call = runner.Call(["hash-object", "-w", "--stdin"]) with { Input = content };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is { } output ? output.Line : null;
    }

    /// <summary>Commits the staged state of some paths only; the user's hooks run and are respected.</summary>
    public Task<CommitResult> CommitAsync(
        CommitRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => new GitCommitting(runner, parsing).CommitAsync(request, diagnostics, cancellationToken);
}
