using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>Compares the repository with the remote side; nothing it can reach is able to execute an op.</summary>
public sealed class DriftWorkflow(IConnectorPool pool)
{
    /// <summary>Files compared at once; each connector bounds its own calls besides.</summary>
    private const int Concurrency = 128;

    public async Task<DriftResult> RunAsync(
        Workspace workspace, DriftRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Shared, "drift", diagnostics);
        if (held is null)
        {
            return DriftResult.Ended(RunOutcome.Refused, diagnostics);
        }

        if (IgnoreRules.Load(workspace, diagnostics) is not { } rules)
        {
            return DriftResult.Ended(RunOutcome.Usage, diagnostics);
        }

        pool.Prepare(workspace.Root);
        switch (await SelectionBuilder.BuildAsync(workspace, request.Selection, diagnostics, cancellationToken))
        {
            case SelectionResult.Ready ready:
                await using (var selection = ready.Selection)
                {
                    return await CompareAsync(workspace, request, selection, rules, new(onEvent), diagnostics, cancellationToken);
                }

            case SelectionResult.BadUsage:
                return DriftResult.Ended(RunOutcome.Usage, diagnostics);
            default:
                return DriftResult.Ended(RunOutcome.Error, diagnostics);
        }
    }

    private async Task<DriftResult> CompareAsync(
        Workspace workspace,
        DriftRequest request,
        Selection selection,
        IgnoreRules rules,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var prefixes = request.Unmanaged
            ? TargetResolver.Narrow(workspace, request.Selection.Prefix, request.Selection.Connector, diagnostics)
            : selection.Prefixes;
        if (prefixes is null)
        {
            return DriftResult.Ended(RunOutcome.Usage, diagnostics);
        }

        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(prefixes, selection.Includes, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var finder = new ResourceFinder(session, selection);
        var comparer = new DriftComparer(session, selection);
        var done = events.Count(WorkflowPhase.Comparing, selection.Files.Count);
        var compared = new DriftedResource?[selection.Files.Count];
        var unmanaged = new RepoPath?[selection.Files.Count];
        await Parallel.ForAsync(0, selection.Files.Count, Options(cancellationToken), async (index, token) =>
        {
            var file = selection.Files[index];
            var key = new ResourceKey(file.Prefix, file.Address);
            switch (await finder.FindAsync(file, token))
            {
                case FoundOwner.Resource owner:
                    compared[index] = rules.Apply(await comparer.CompareAsync(owner.Connector, file, token));
                    break;
                case FoundOwner.NotKnown owner:
                    compared[index] = new(key, owner.Connector.Name, new DriftStatus.Failed(owner.Diagnostic), []);
                    break;
                case FoundOwner.Unmanaged when file.Change != ChangeKind.Deleted:
                    unmanaged[index] = file.File;
                    break;
                default:
                    break;
            }

            if (compared[index] is { } resource)
            {
                events.Send(new WorkflowEvent.ResourceDone(WorkflowPhase.Comparing, key, resource.Status.Word));
            }

            done();
        });

        await workspace.Agreed.SaveAsync(diagnostics, CancellationToken.None);
        var resources = compared.OfType<DriftedResource>().ToList();
        resources.AddRange((await comparer.FindOrphansAsync(cancellationToken)).Select(rules.Apply));
        if (request.Unmanaged)
        {
            var found = await new UnmanagedFinder(session, selection, request.Selection).FindAsync(diagnostics, cancellationToken);
            resources.AddRange(found.Select(rules.Apply));
        }

        if (comparer.Uncompared is { Count: > 0 } uncompared)
        {
            diagnostics.Add(DriftDiagnostics.NotCompared(uncompared));
        }

        return Finish(workspace, request, resources, [.. unmanaged.OfType<RepoPath>()], session, diagnostics);
    }

    private static DriftResult Finish(
        Workspace workspace,
        DriftRequest request,
        List<DriftedResource> resources,
        IReadOnlyList<RepoPath> unmanaged,
        ConnectorSession session,
        DiagnosticBag diagnostics)
    {
        var order = workspace.Config.Prefixes.Select((prefix, index) => (prefix.Prefix, index)).ToDictionary(pair => pair.Prefix, pair => pair.index);
        var sorted = resources
            .DistinctBy(resource => resource.Resource)
            .OrderBy(resource => order[resource.Resource.Prefix])
            .ThenBy(resource => resource.Resource.Address)
            .ToList();
        var failures = sorted.Select(resource => resource.Status).OfType<DriftStatus.Failed>().Select(failed => failed.Diagnostic).ToList();
        var known = diagnostics.ToHashSet();
        diagnostics.AddRange(failures.Distinct().Where(failure => !known.Contains(failure)));

        var failed = failures.Count + session.Connectors.Count(connector => connector.Failure is not null);
        var outcome = RunOutcomes.Of(sorted.Count - failures.Count, failed);
        if (outcome == RunOutcome.Done && diagnostics.HasErrors)
        {
            outcome = sorted.Count > 0 ? RunOutcome.Partly : RunOutcome.Error;
        }

        outcome = RunOutcomes.With(outcome, session);
        if (request.ReportChanges && sorted.Exists(resource => resource.Status.IsDrift))
        {
            outcome = RunOutcomes.Combine(outcome, RunOutcome.ChangesFound);
        }

        return new(sorted, unmanaged, [.. diagnostics], outcome);
    }

    private static ParallelOptions Options(CancellationToken cancellationToken)
        => new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
}
