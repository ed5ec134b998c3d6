using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Takes the remote state into files; the bytes that were there before are kept as git objects.</summary>
/// <param name="pool">Starts connectors; a run retires it.</param>
public sealed class PullWorkflow(IConnectorPool pool)
{
    private const int Concurrency = 128;

    /// <summary>More resources than this are not deleted without their number being named.</summary>
    private const int UnquestionedDeletions = 20;

    public async Task<PullResult> RunAsync(
        Workspace workspace, PullRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "pull", diagnostics);
        if (held is null)
        {
            return PullResult.Ended(RunOutcome.Refused, diagnostics);
        }

        pool.Prepare(workspace.Root);
        switch (await SelectionBuilder.BuildAsync(workspace, request.Selection, diagnostics, cancellationToken))
        {
            case SelectionResult.Ready ready:
                await using (var selection = ready.Selection)
                {
                    return await PullAsync(workspace, request, selection, new(onEvent), diagnostics, cancellationToken);
                }

            case SelectionResult.BadUsage:
                return PullResult.Ended(RunOutcome.Usage, diagnostics);
            default:
                return PullResult.Ended(RunOutcome.Error, diagnostics);
        }
    }

    private async Task<PullResult> PullAsync(
        Workspace workspace,
        PullRequest request,
        Selection selection,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(selection.Prefixes, selection.Includes, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var finder = new ResourceFinder(session, selection);
        var puller = new FilePuller(session, selection, request, diagnostics);
        var pulled = new PulledFile?[selection.Files.Count];
        var unmanaged = new RepoPath?[selection.Files.Count];
        var done = events.Count(WorkflowPhase.Pulling, selection.Files.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        var interrupted = false;
        try
        {
            await Parallel.ForAsync(0, selection.Files.Count, options, async (index, token) =>
            {
                var file = selection.Files[index];
                switch (await finder.FindAsync(file, token))
                {
                    case FoundOwner.Resource owner:
                        pulled[index] = await puller.PullAsync(owner.Connector, file, token);
                        break;
                    case FoundOwner.NotKnown owner:
                        pulled[index] = PulledFile.Failed(owner.Connector, file, owner.Diagnostic);
                        break;
                    case FoundOwner.Unmanaged:
                        unmanaged[index] = file.File;
                        break;
                    default:
                        break;
                }

                if (pulled[index] is { } item)
                {
                    events.Send(new WorkflowEvent.ResourceDone(WorkflowPhase.Pulling, item.Resource.Resource, item.Resource.Status.Word));
                }

                done();
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            interrupted = true;
        }

        var files = pulled.OfType<PulledFile>().ToList();
        var refused = false;
        if (!interrupted)
        {
            refused = !await ConfirmAsync(request, puller, files, cancellationToken);
            refused |= !DeleteGone(request, files, diagnostics);
        }

        pool.Retire();
        var written = await new PullWriter(workspace, selection, request, diagnostics).WriteAsync(files);
        await workspace.Agreed.SaveAsync(diagnostics, CancellationToken.None);
        return Finish(session, written, [.. unmanaged.OfType<RepoPath>()], interrupted, refused, diagnostics);
    }

    /// <summary>Asks whether commits that may never have been applied are taken back; false when that was not agreed to.</summary>
    private static async Task<bool> ConfirmAsync(
        PullRequest request, FilePuller puller, List<PulledFile> files, CancellationToken cancellationToken)
    {
        var undecided = files.Where(file => file.Undecided is not null).ToList();
        if (undecided.Count == 0)
        {
            return true;
        }

        if (request.Confirm is null || !await request.Confirm([.. undecided.Select(file => file.Resource)], cancellationToken))
        {
            return false;
        }

        for (var index = 0; index < files.Count; index++)
        {
            if (files[index].Undecided is not null)
            {
                files[index] = await puller.ConfirmAsync(files[index], CancellationToken.None);
            }
        }

        return true;
    }

    /// <summary>Deletes the files of gone resources when that was asked for and is believable; false when it was refused.</summary>
    private static bool DeleteGone(PullRequest request, List<PulledFile> files, DiagnosticBag diagnostics)
    {
        var gone = files.Where(file => file.Resource.Status is PullStatus.Gone).ToList();
        if (request.Deletion is not { } deletion || gone.Count == 0)
        {
            return true;
        }

        if (deletion.Expected is { } expected && expected != gone.Count)
        {
            diagnostics.Add(PullingDiagnostics.OtherCount(expected, gone.Count));
            return false;
        }

        if (deletion.Expected is null)
        {
            var suspicious = gone.GroupBy(file => file.Connector).Select(group => (
                Connector: group.Key,
                Gone: group.Count(),
                Selected: files.Count(file => file.Connector == group.Key && IsAnswered(file.Resource.Status)))).Where(
                    item => item.Gone == item.Selected || item.Gone > UnquestionedDeletions).ToList();
            diagnostics.AddRange(suspicious.Select(item => PullingDiagnostics.DeletionRefused(item.Connector, item.Gone, item.Selected)));
            if (suspicious.Count > 0)
            {
                return false;
            }
        }

        for (var index = 0; index < files.Count; index++)
        {
            if (files[index].Resource.Status is PullStatus.Gone found)
            {
                files[index] = GoneFiles.Delete(files[index], found, request.Rule);
            }
        }

        return true;
    }

    // What never was there, or could not be looked for, says nothing about whether credentials are right.
    private static bool IsAnswered(PullStatus status)
        => status is not (PullStatus.Failed or PullStatus.Deferred or PullStatus.NotCreated);

    private static PullResult Finish(
        ConnectorSession session,
        IReadOnlyList<PulledFile> files,
        IReadOnlyList<RepoPath> unmanaged,
        bool interrupted,
        bool refused,
        DiagnosticBag diagnostics)
    {
        var failures = files.Select(file => Problem(file.Resource)).OfType<Diagnostic>().ToList();
        var known = diagnostics.ToHashSet();
        diagnostics.AddRange(failures.Distinct().Where(failure => !known.Contains(failure)));
        var outcome = RunOutcomes.Of(
            files.Count - failures.Count,
            failures.Count + session.Connectors.Count(connector => connector.Failure is not null));
        if (outcome == RunOutcome.Done && diagnostics.HasErrors)
        {
            outcome = RunOutcome.Partly;
        }

        outcome = RunOutcomes.With(outcome, session);
        if (refused)
        {
            outcome = RunOutcomes.Combine(outcome, RunOutcome.Refused);
        }

        if (interrupted)
        {
            outcome = RunOutcome.Interrupted;
        }

        foreach (var file in files.Where(file => file.Resource.ReplacedReferences.Count > 0))
        {
            diagnostics.Add(PullingDiagnostics.ReferencesReplaced(
                file.Resource.Resource, string.Join(", ", file.Resource.ReplacedReferences.Select(replaced => $"`{replaced.Reference}`").Distinct())));
        }

        return new([.. files.Select(file => file.Resource)], unmanaged, [.. diagnostics], outcome);
    }

    /// <summary>Why a file was not pulled; null when it was, or when there was nothing to do.</summary>
    private static Diagnostic? Problem(PulledResource resource) => resource.Status switch
    {
        PullStatus.Failed failed => failed.Diagnostic,
        PullStatus.Conflicted { IsGone: true } => PullingDiagnostics.EditedAndGone(resource.Resource),
        PullStatus.Conflicted => PullingDiagnostics.Conflicted(resource.Resource, resource.Conflicts.Count),
        PullStatus.Unconfirmed unconfirmed => PullingDiagnostics.Unconfirmed(resource.Resource, unconfirmed.Fields),
        _ => null,
    };
}
