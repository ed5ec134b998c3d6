using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Brings paths of the working tree into the index, one batch at a time.</summary>
#pragma warning disable CA1001 // The semaphore's wait handle is never asked for, so there is nothing to dispose.
internal sealed class GitStaging(GitRunner runner, GitParsing parsing)
#pragma warning restore CA1001
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <param name="keptAway">What <see cref="KeptAwayAsync"/> said a moment ago; null asks again.</param>
    public async Task<bool> StageAsync(
        IReadOnlyCollection<RepoPath> paths,
        IReadOnlySet<RepoPath>? keptAway,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return true;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return await StageAloneAsync([.. paths.Distinct().Order()], keptAway, diagnostics, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Makes index entries exactly these, null for none; the working tree is not looked at.</summary>
    public async Task<bool> SetAsync(
        IReadOnlyCollection<KeyValuePair<RepoPath, GitEntry?>> entries, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            // Removals first, so that a folder can take the place of a file.
            var gone = entries.Where(entry => entry.Value is null).Select(entry => entry.Key.Text + '\0').ToList();
            var kept = entries.Where(entry => entry.Value is not null)
                .Select(entry => $"{GitModes.TextOf(entry.Value!.Mode)} {entry.Value.Blob}\t{entry.Key}\0").ToList();
            var failure = gone.Count == 0
                ? null
                : await UpdateAsync(["update-index", "--force-remove", "-z", "--stdin"], string.Concat(gone), diagnostics, cancellationToken);
            failure ??= kept.Count == 0
                ? null
                : await UpdateAsync(["update-index", "-z", "--index-info"], string.Concat(kept), diagnostics, cancellationToken);
            if (failure is not null)
            {
                diagnostics.Add(GitDiagnostics.IndexNotSet(failure));
            }

            return failure is null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What sparse checkout leaves out; null with a diagnostic when git does not say.</summary>
    public async Task<IReadOnlySet<RepoPath>?> KeptAwayAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.CheckedAsync(GitRunner.ListIndex, diagnostics, cancellationToken) is { } listing
            ? parsing.IndexEntries(listing.Stdout).Where(entry => entry.SkipWorktree).Select(entry => entry.Path).ToHashSet()
            : null;

    private async Task<bool> StageAloneAsync(
        IReadOnlyList<RepoPath> paths,
        IReadOnlySet<RepoPath>? keptAway,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        // It would be dropped from the index; a path that is staged on purpose is back in.
        if ((keptAway ?? await KeptAwayAsync(diagnostics, cancellationToken)) is not { } all)
        {
            return false;
        }

        var excluded = paths.Where(all.Contains).ToList();
        var failure = excluded.Count == 0
            ? null
            : await UpdateAsync(["update-index", "--no-skip-worktree", "-z", "--stdin"], excluded, diagnostics, cancellationToken);

        // Deletions first, so that a folder can take the place of a file.
        IReadOnlyList<RepoPath> ordered = [.. paths.OrderBy(path => File.Exists(Path.Join(runner.Root, path.Text)))];
        failure ??= await UpdateAsync(["update-index", "--add", "--remove", "-z", "--stdin"], ordered, diagnostics, cancellationToken);
        if (failure is not null)
        {
            diagnostics.Add(GitDiagnostics.StagingFailed(paths, CommandFor(paths), failure));
        }

        return failure is null;
    }

    private Task<string?> UpdateAsync(
        string[] arguments, IReadOnlyList<RepoPath> paths, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => UpdateAsync(arguments, string.Concat(paths.Select(path => path.Text + '\0')), diagnostics, cancellationToken);

    /// <summary>Null when done, else the reason, after waiting for other git processes to let go of the index.</summary>
    private async Task<string?> UpdateAsync(
        string[] arguments, string text, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var input = Encoding.UTF8.GetBytes(text);
        var started = runner.Clock.GetTimestamp();
        var delay = FirstDelay;
        while (true)
        {
            var output = await runner.Program.RunAsync(runner.Call(arguments) with { Input = input }, cancellationToken);
            if (output.Succeeded)
            {
                return null;
            }

            if (!output.Stderr.Contains(".lock': File exists", StringComparison.Ordinal))
            {
                return runner.Problem(arguments[0], output).Message;
            }

            if (runner.Clock.GetElapsedTime(started) >= Patience)
            {
                diagnostics.Add(GitDiagnostics.IndexLocked(runner.IndexFile + ".lock"));
                return "the index is locked";
            }

            await Task.Delay(delay, runner.Clock, cancellationToken);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    // Whoever reads it may stand in any folder of the repository.
    private string CommandFor(IReadOnlyList<RepoPath> paths)
        => $"git -C {ShellWords.Quote(runner.Root)} add --all --force -- " + string.Join(' ', paths.Select(path => ShellWords.Quote(path.Text)));
}
