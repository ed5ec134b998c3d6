using System.Text;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>
/// Commits what is staged for some paths. `git commit --only` would take the working tree's content, which may not
/// be what was applied; so the commit is made from a copy of the index in which every other path is as in HEAD.
/// </summary>
internal sealed class GitCommitting(GitRunner runner, GitParsing parsing)
{
    private static readonly (string File, string Operation)[] Operations =
    [
        ("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"),
        ("rebase-merge", "rebase"), ("rebase-apply", "rebase"),
    ];

    public async Task<CommitResult> CommitAsync(
        CommitRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        foreach (var (file, operation) in Operations)
        {
            if (Path.Exists(Path.Join(runner.GitDirectory, file)))
            {
                diagnostics.Add(GitDiagnostics.CommitInProgress(operation));
                return new CommitResult.Refused();
            }
        }

        if (await StagedAsync(diagnostics, cancellationToken) is not { } staged)
        {
            return new CommitResult.Refused();
        }

        if (staged.FirstOrDefault(change => change.Kind == GitChangeKind.Unmerged) is { } unmerged)
        {
            diagnostics.Add(GitDiagnostics.UnmergedCommit(unmerged.Path));
            return new CommitResult.Refused();
        }

        var wanted = request.Paths.ToHashSet();
        if (!staged.Any(change => wanted.Contains(change.Path)))
        {
            return new CommitResult.NothingToCommit();
        }

        // Next to the index, where git looks for the parts that a split index shares.
        var copy = Path.Join(runner.GitDirectory, $"autoschematic-index-{Guid.NewGuid():N}");
        try
        {
            File.Copy(runner.IndexFile, copy);
            var others = staged.Where(change => !wanted.Contains(change.Path));
            return await CommitIndexAsync(request, copy, others, staged, diagnostics, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(GitDiagnostics.TemporaryFile(copy, exception.Message));
            return new CommitResult.Refused();
        }
        finally
        {
            File.Delete(copy);
            File.Delete(copy + ".lock");
        }
    }

    private async Task<CommitResult> CommitIndexAsync(
        CommitRequest request,
        string copy,
        IEnumerable<GitChange> others,
        IReadOnlyList<GitChange> staged,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var asInHead = IndexLines(others);
        if (await UpdateIndexAsync(copy, asInHead, cancellationToken) is { Succeeded: false } failed)
        {
            diagnostics.Add(runner.Problem("update-index", failed));
            return new CommitResult.Refused();
        }

        var call = new GitCall(
            runner.Root, ["commit", "-q", "-F", "-"], Encoding.UTF8.GetBytes(MessageOf(request)), copy,
            GitCall.CommitDeadline, Repeatable: false, RunsHooks: true);
        var commit = await runner.Program.RunAsync(call, cancellationToken);
        if (!commit.Succeeded)
        {
            diagnostics.Add(commit.ExitCode < 0
                ? runner.Problem("commit", commit)
                : GitDiagnostics.CommitRefused(commit.Text + commit.Stderr));
            return new CommitResult.Refused();
        }

        var head = await runner.CheckedAsync(["rev-parse", "HEAD"], diagnostics, cancellationToken);
        await FollowHooksAsync(request, staged, diagnostics, cancellationToken);
        return head is null ? new CommitResult.Refused() : new CommitResult.Made(head.Line);
    }

    /// <summary>A hook may have changed files of the commit; the real index, which it did not see, takes that over.</summary>
    private async Task FollowHooksAsync(
        CommitRequest request, IReadOnlyList<GitChange> before, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await StagedAsync(diagnostics, cancellationToken) is not { } after)
        {
            return;
        }

        // Only what the commit itself touched: someone may have staged another file in the meantime.
        var touched = await runner.CheckedAsync(
            ["diff-tree", "-r", "--root", "--no-commit-id", "--raw", "-z", "--no-renames", "--no-abbrev", "HEAD"],
            diagnostics, cancellationToken);
        var committed = touched is null ? [] : parsing.Changes(touched.Stdout).Select(change => change.Path).ToHashSet();
        var elsewhere = before.Select(change => change.Path).ToHashSet();
        elsewhere.ExceptWith(request.Paths);
        var fromHooks = after
            .Where(change => committed.Contains(change.Path) && !elsewhere.Contains(change.Path))
            .ToList();
        if (fromHooks.Count == 0)
        {
            return;
        }

        var lines = IndexLines(fromHooks);
        var output = await UpdateIndexAsync(null, lines, cancellationToken);
        if (!output.Succeeded)
        {
            diagnostics.Add(GitDiagnostics.IndexNotUpdated(output.Stderr));
        }
    }

    private async Task<IReadOnlyList<GitChange>?> StagedAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.HeadTreeAsync(diagnostics, cancellationToken) is { } tree
            && await runner.CheckedAsync(
                ["diff-index", "--cached", .. GitRunner.DiffOptions, tree, "--"], diagnostics, cancellationToken) is { } output
            ? parsing.Changes(output.Stdout)
            : null;

    private Task<GitOutput> UpdateIndexAsync(string? index, byte[] lines, CancellationToken cancellationToken)
    {
        var call = runner.Call(["update-index", "-z", "--index-info"]) with { Input = lines };
        return runner.Program.RunAsync(index is null ? call : call with { IndexFile = index }, cancellationToken);
    }

    // Removals first, so that a folder can give way to a file; mode 0 removes, whatever the id is.
    private static byte[] IndexLines(IEnumerable<GitChange> changes)
    {
        var text = new StringBuilder();
        foreach (var change in changes.OrderBy(change => change.OldBlob is not null))
        {
            var number = change.OldMode switch
            {
                GitMode.Executable => "100755",
                GitMode.SymbolicLink => "120000",
                GitMode.Submodule => "160000",
                _ => "100644",
            };
            text.Append(change.OldBlob is { } blob
                ? $"{number} {blob}\t{change.Path}\0"
                : $"0 {change.NewBlob}\t{change.Path}\0");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string MessageOf(CommitRequest request)
    {
        var message = new StringBuilder(request.Message.TrimEnd()).Append('\n');
        if (request.Trailers.Count > 0)
        {
            message.Append('\n');
        }

        foreach (var (name, value) in request.Trailers)
        {
            message.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append('\n');
        }

        return message.ToString();
    }
}
