using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Finds the files that a request means.</summary>
public static class SelectionBuilder
{
    public static async Task<SelectionResult> BuildAsync(
        Workspace workspace, SelectionRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (SelectionScope.Resolve(workspace.Config, workspace.Reserved, request, diagnostics) is not { } scope)
        {
            return new SelectionResult.BadUsage();
        }

        var commit = request.Mode is SelectionMode.Since since
            ? await workspace.Git.ResolveCommitAsync(since.Revision, cancellationToken)
            : null;
        if (request.Mode is SelectionMode.Since { Revision: var revision } && commit is null)
        {
            diagnostics.Add(SelectionDiagnostics.UnknownRevision(revision));
            return new SelectionResult.BadUsage();
        }

        var isStaged = request.Mode is SelectionMode.Staged;
        if (await WorkingState.LoadAsync(workspace, withUntracked: !isStaged, diagnostics, cancellationToken) is not { } state)
        {
            return new SelectionResult.Refused();
        }

        var finder = new CandidateFinder(workspace, scope, state);
        var candidates = request.Mode switch
        {
            SelectionMode.Staged => finder.Staged(),
            SelectionMode.Paths paths => finder.Paths(paths, diagnostics),
            SelectionMode.Since => await finder.SinceAsync(commit!, diagnostics, cancellationToken),
            _ => finder.All(),
        };
        if (candidates is null)
        {
            return request.Mode is SelectionMode.Paths ? new SelectionResult.BadUsage() : new SelectionResult.Refused();
        }

        ReportIdleGlobs(scope, candidates, diagnostics);
        var narrowed = Narrow(scope, candidates, state, request.Prune);
        var result = await FinishAsync(workspace, scope, state, narrowed, isStaged, diagnostics, cancellationToken);
        if (isStaged && candidates.Files.Count == 0 && result is SelectionResult.Ready)
        {
            diagnostics.Add(SelectionDiagnostics.NothingStaged());
        }

        return result;
    }

    private static async Task<SelectionResult> FinishAsync(
        Workspace workspace,
        SelectionScope scope,
        WorkingState state,
        CandidateSet narrowed,
        bool isStaged,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var contents = workspace.Git.OpenContents();
        SelectionResult? result = null;
        try
        {
            var checks = new SelectionChecks(workspace, scope, state, diagnostics);
            if (!await checks.PassAsync(narrowed.Files, contents, cancellationToken))
            {
                return new SelectionResult.Refused();
            }

            if (!isStaged)
            {
                checks.ReportSparseFiles();
            }

            var deleted = await DeletedOutputFinder.FindAsync(state, narrowed.Files, contents, diagnostics, cancellationToken);
            result = new SelectionResult.Ready(
                new(workspace, scope, state, contents, narrowed.Files, narrowed.Orphans, deleted));
            return result;
        }
        finally
        {
            if (result is null)
            {
                await contents.DisposeAsync();
            }
        }
    }

    private static CandidateSet Narrow(SelectionScope scope, CandidateSet candidates, WorkingState state, bool prune)
    {
        var files = candidates.Files.Where(file => scope.Admits(file.Address));
        var orphans = candidates.Orphans.Where(orphan => scope.Admits(orphan.Address));
        if (prune)
        {
            files = files.Concat(orphans.Select(orphan => Pruned(orphan, state)));
            orphans = [];
        }

        var order = scope.Prefixes.Select((prefix, index) => (prefix.Prefix, index)).ToDictionary();
        return new(
            [.. files.OrderBy(file => order[file.Prefix]).ThenBy(file => file.Address)],
            [.. orphans.OrderBy(orphan => order[orphan.Prefix]).ThenBy(orphan => orphan.Address)]);
    }

    private static SelectedFile Pruned(OrphanedOutput orphan, WorkingState state)
    {
        var file = orphan.Prefix.FileOf(orphan.Address);
        return new(
            orphan.Prefix, orphan.Address, file, ChangeKind.Deleted, null, state.HeadBlob(file),
            state.Unstaged.ContainsKey(file), IsOrphan: true);
    }

    private static void ReportIdleGlobs(SelectionScope scope, CandidateSet candidates, DiagnosticBag diagnostics)
    {
        var addresses = candidates.Files.Select(file => file.Address)
            .Concat(candidates.Orphans.Select(orphan => orphan.Address))
            .ToList();
        Report("-s", scope.Subpath);
        foreach (var glob in scope.Exclude)
        {
            Report("--exclude", glob);
        }

        void Report(string option, Glob? glob)
        {
            if (glob is not null && !addresses.Any(glob.Matches))
            {
                diagnostics.Add(SelectionDiagnostics.GlobMatchesNothing(option, glob.Text));
            }
        }
    }
}
