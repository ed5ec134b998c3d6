using Autoschematic.Engine.Files;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Workflows.Graphing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Finds what does not fit together among bodies, outputs, pointers and markers, and puts right what is certain.</summary>
public sealed class FsckWorkflow(IConnectorPool pool)
{
    public async Task<FsckResult> RunAsync(
        Workspace workspace, FsckRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        using var held = await WorkspaceLock.TryAcquireAsync(workspace, request.Fix ? LockKind.Exclusive : LockKind.Shared, "fsck", diagnostics);
        if (held is null)
        {
            return FsckResult.Ended(RunOutcome.Refused, diagnostics);
        }

        diagnostics.AddRange(OpenRuns.Describe(workspace));
        if (await FindAsync(workspace, request, new(onEvent), diagnostics, cancellationToken) is not { } findings)
        {
            return FsckResult.Ended(RunOutcome.Error, diagnostics);
        }

        var removed = request.Fix ? Fix(workspace, findings, diagnostics) : [];
        if (request.Fix && request.Stage)
        {
            await workspace.Git.StageAsync(removed, diagnostics, CancellationToken.None);
        }

        var left = findings.Where(finding => !removed.Contains(finding.File)).Select(finding => finding.Diagnostic).Distinct();
        diagnostics.AddRange(left);
        var outcome = !diagnostics.HasErrors ? RunOutcome.Done : removed.Count > 0 ? RunOutcome.Partly : RunOutcome.Error;
        return new(findings, removed, [.. diagnostics], outcome);
    }

    private async Task<IReadOnlyList<FsckFinding>?> FindAsync(
        Workspace workspace, FsckRequest request, EventSink events, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var prefixes = workspace.Config.Prefixes.Select(prefix => prefix.Prefix).ToList();
        if (await workspace.Git.IndexEntriesAsync(diagnostics, cancellationToken) is not { } index
            || await workspace.Git.UntrackedFilesAsync(diagnostics, cancellationToken) is not { } untracked
            || await DependencyGraph.LoadAsync(workspace, prefixes, diagnostics, cancellationToken) is not { } graph)
        {
            return null;
        }

        // What sparse checkout leaves out is there, just not here.
        var keptAway = index.Where(entry => entry.SkipWorktree).Select(entry => entry.Path).ToHashSet();
        var references = new ReferenceChecks(workspace, keptAway);
        if (!request.Offline)
        {
            var strangers = await new DoubtfulBodies(workspace, pool, events).FindStrangersAsync(
                references.Suspects(graph), request.StrictEnvironment, diagnostics, cancellationToken);
            graph.Keep(graph.Nodes.Where(node => !strangers.Contains(node)).ToHashSet());
        }

        return
        [
            .. prefixes.SelectMany(new OutputChecks(workspace, keptAway).Check)
                .Concat(prefixes.SelectMany(new BundleChecks(workspace, keptAway).Check))
                .Concat(prefixes.SelectMany(new SealChecks(workspace, keptAway).Check))
                .Concat(new SealedContentChecks(workspace).Check(prefixes))
                .Concat(references.Check(graph))
                .Concat(untracked.Where(file => FileLimits.IsTemporaryName(file.Name)).Select(
                    file => new FsckFinding(FsckKind.Leftover, file, FsckDiagnostics.Leftover(file), IsCertain: true)))
                .OrderBy(finding => finding.File)
                .ThenBy(finding => finding.Kind),
        ];
    }

    /// <summary>Deletes what loses nothing, each file for itself: being stopped half way leaves the rest for the next time.</summary>
    private static List<RepoPath> Fix(Workspace workspace, IReadOnlyList<FsckFinding> findings, DiagnosticBag diagnostics)
        => [.. findings.Where(finding => finding.IsCertain && workspace.Files.Delete(finding.File, diagnostics)).Select(finding => finding.File).Distinct()];
}
