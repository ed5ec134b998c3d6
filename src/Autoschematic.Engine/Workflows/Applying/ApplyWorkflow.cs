using Autoschematic.Engine.Git;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Makes the remote what the repository says: plans, asks, executes, stores outputs, commits.</summary>
/// <param name="pool">Starts connectors.</param>
/// <param name="faults">Where crashes are tried; null outside tests.</param>
public sealed class ApplyWorkflow(IConnectorPool pool, IFaultPoints? faults = null)
{
    private readonly IFaultPoints faults = faults ?? NoFaultPoints.Instance;

    /// <param name="workspace">The repository.</param>
    /// <param name="request">What to apply.</param>
    /// <param name="onEvent">Told what happens, one event at a time.</param>
    /// <param name="cancellationToken">
    /// Cancelled once, ops in flight are finished and stored and nothing new starts; to give up on
    /// those too, the caller disposes the pool.
    /// </param>
    public async Task<ApplyResult> RunAsync(
        Workspace workspace, ApplyRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        return await new RunGate(workspace, faults, diagnostics, outcome => Ended(request, outcome, diagnostics)).EnterAsync(
            heedSafetyLock: true,
            async open =>
            {
                if (open.Count == 0)
                {
                    return await SelectAsync(workspace, request, new(onEvent), diagnostics, cancellationToken);
                }

                Refuse(workspace, open, diagnostics);
                return Ended(request, RunOutcome.Refused, diagnostics);
            },
            cancellationToken);
    }

    private async Task<ApplyResult> SelectAsync(
        Workspace workspace, ApplyRequest request, EventSink events, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        LoadedPlan? loaded = null;
        if (request.PlanFile is { } file)
        {
            if (request.Selection != new SelectionRequest(new SelectionMode.Staged()))
            {
                diagnostics.Add(PlanFileDiagnostics.OwnSelection(file));
                return Ended(request, RunOutcome.Usage, diagnostics);
            }

            (loaded, var refused) = await new PlanFileLoader(workspace).LoadAsync(file, diagnostics, cancellationToken);
            if (loaded is null)
            {
                return Ended(request, refused, diagnostics);
            }

            request = loaded.Replace(request);
        }

        pool.Prepare(workspace.Root);
        switch (await SelectionBuilder.BuildAsync(workspace, request.Selection, diagnostics, cancellationToken))
        {
            case SelectionResult.Ready ready:
                await using (var selection = ready.Selection)
                {
                    return await ApplyAsync(workspace, request, loaded, selection, events, diagnostics, cancellationToken);
                }

            case SelectionResult.BadUsage:
                return Ended(request, RunOutcome.Usage, diagnostics);
            default:
                return Ended(request, RunOutcome.Error, diagnostics);
        }
    }

    private async Task<ApplyResult> ApplyAsync(
        Workspace workspace,
        ApplyRequest request,
        LoadedPlan? loaded,
        Selection selection,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        using var restored = await selection.RestoreOutputsAsync(diagnostics, cancellationToken);
        if (restored is null)
        {
            return Ended(request, RunOutcome.Error, diagnostics);
        }

        var executing = await ExecutingSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(selection.Prefixes, selection.Includes, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var staged = request.Selection.Mode is SelectionMode.Staged;
        if (staged && !request.AllowDirty)
        {
            var dirty = await new DirtyCheck(executing.Session, selection).FindAsync(diagnostics, cancellationToken);
            if (dirty is not { Count: 0 })
            {
                if (dirty is not null)
                {
                    diagnostics.Add(ApplyDiagnostics.Dirty(dirty));
                }

                return Ended(request, dirty is null ? RunOutcome.Error : RunOutcome.Refused, diagnostics);
            }
        }

        var draft = await new PlanningRun(executing.Session, selection, staged, request.NoRename, isShown: false, events)
            .RunAsync(diagnostics, cancellationToken);
        draft = RenameHold.Apply(draft, request);
        draft = loaded is null ? draft : await new PlanFileCheck(workspace, loaded.Plan).RunAsync(draft, diagnostics, cancellationToken);
        var plan = PlanResults.From(workspace, executing.Session, draft, diagnostics, reportChanges: false);
        if (plan.HasChanges && !await request.Confirm(plan, cancellationToken))
        {
            var outcome = cancellationToken.IsCancellationRequested ? RunOutcome.Interrupted : RunOutcome.Refused;
            return new(request.Run, plan, false, [], null, [.. plan.Diagnostics, ApplyDiagnostics.NotConfirmed()], outcome);
        }

        RunJournal? journal = null;
        if (plan.HasChanges)
        {
            if (await workspace.Git.ReadHeadAsync(diagnostics, cancellationToken) is { } head)
            {
                request = Name(workspace, request, draft, head);
                journal = await BeginAsync(workspace, request, selection, draft, head, diagnostics, cancellationToken);
            }

            if (journal is null)
            {
                return new(request.Run, plan, true, [], null, [.. plan.Diagnostics.Concat(diagnostics).Distinct()], RunOutcome.Error);
            }
        }

        await using (journal)
        {
            using var recorder = new OutputRecorder(workspace, diagnostics, faults);
            return await new ApplyExecution(executing, request, journal, recovery: null, recorder, events)
                .RunAsync(draft, plan, diagnostics, cancellationToken);
        }
    }

    /// <summary>The request with the hash of the plan, so that the commit names what was applied whether it was kept or not.</summary>
    private static ApplyRequest Name(Workspace workspace, ApplyRequest request, PlanDraft draft, GitHead head)
    {
        if (request is not { PlanHash: null, ToolVersion: { } version })
        {
            return request;
        }

        var plan = new PlanRequest(request.Selection) { NoRename = request.NoRename, StrictEnvironment = request.StrictEnvironment };
        return request with { PlanHash = new PlanFileStep(workspace).HashOf(plan, version, head.Commit, draft) };
    }

    private async Task<RunJournal?> BeginAsync(
        Workspace workspace,
        ApplyRequest request,
        Selection selection,
        PlanDraft draft,
        GitHead head,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        // A resume asks the connector whether what it finds is what was planned against.
        new PlannedRemotes(workspace).Keep(draft);
        var start = RunRecords.Describe(workspace, request, selection, draft, head);
        var bodies = RunRecords.Bodies(draft, start);
        return await RunJournal.BeginAsync(workspace, start, bodies, request.JournalDirectory, faults, diagnostics, cancellationToken);
    }

    private static void Refuse(Workspace workspace, IReadOnlyList<OpenRun> open, DiagnosticBag diagnostics)
    {
        foreach (var run in open)
        {
            var history = new RunLoader(workspace.Git).Load(run, tolerant: false, diagnostics);
            diagnostics.Add(history is null
                ? JournalDiagnostics.InterruptedUnread(run.Run)
                : JournalDiagnostics.Interrupted(history, OpenRuns.Elsewhere(workspace, history)));
        }
    }

    private static ApplyResult Ended(ApplyRequest request, RunOutcome outcome, DiagnosticBag diagnostics)
        => new(request.Run, PlanResult.Ended(outcome, diagnostics), false, [], null, [.. diagnostics], outcome);
}
