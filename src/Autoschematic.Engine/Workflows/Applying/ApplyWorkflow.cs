using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Makes the remote what the repository says: plans, asks, executes, stores outputs, commits.</summary>
public sealed class ApplyWorkflow(IConnectorPool pool)
{
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
        try
        {
            return await LockAsync(workspace, request, new(onEvent), diagnostics, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Only planning and asking can be cancelled in the middle; execution ends by itself.
            diagnostics.Add(PlanDiagnostics.Interrupted());
            return Ended(request, RunOutcome.Interrupted, diagnostics);
        }
    }

    private async Task<ApplyResult> LockAsync(
        Workspace workspace, ApplyRequest request, EventSink events, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (!new SafetyLock(workspace.Files).Check(diagnostics))
        {
            return Ended(request, RunOutcome.Refused, diagnostics);
        }

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "apply", diagnostics);
        if (held is null)
        {
            return Ended(request, RunOutcome.Refused, diagnostics);
        }

        switch (await SelectionBuilder.BuildAsync(workspace, request.Selection, diagnostics, cancellationToken))
        {
            case SelectionResult.Ready ready:
                await using (var selection = ready.Selection)
                {
                    return await ApplyAsync(workspace, request, selection, events, diagnostics, cancellationToken);
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

        var draft = await new PlanningRun(executing.Session, selection, staged, request.NoRename, events)
            .RunAsync(diagnostics, cancellationToken);
        var plan = PlanResults.From(workspace, executing.Session, draft, diagnostics, reportChanges: false);
        if (plan.HasChanges && !await request.Confirm(plan, cancellationToken))
        {
            var outcome = cancellationToken.IsCancellationRequested ? RunOutcome.Interrupted : RunOutcome.Refused;
            return new(request.Run, plan, false, [], null, [.. plan.Diagnostics, ApplyDiagnostics.NotConfirmed()], outcome);
        }

        return await ExecuteAsync(workspace, request, executing, draft, plan, events, diagnostics, cancellationToken);
    }

    private static async Task<ApplyResult> ExecuteAsync(
        Workspace workspace,
        ApplyRequest request,
        ExecutingSession executing,
        PlanDraft draft,
        PlanResult plan,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        using var recorder = new OutputRecorder(workspace, diagnostics);
        var executor = new ResourceExecutor(executing, recorder, request.Run, events, cancellationToken);
        var run = new ApplyRun(executing.Session, draft, executor, recorder, request, events, diagnostics);
        var applied = await run.RunAsync(cancellationToken);
        if (cancellationToken.IsCancellationRequested)
        {
            diagnostics.Add(ApplyDiagnostics.Interrupted());
        }

        var outcome = OutcomeOf(applied, plan, diagnostics, cancellationToken);
        string? commit = null;
        if (!cancellationToken.IsCancellationRequested)
        {
            commit = await new CommitStep(workspace, request, recorder, diagnostics).RunAsync(draft, applied, outcome, cancellationToken);
            outcome = OutcomeOf(applied, plan, diagnostics, cancellationToken);
        }

        List<Diagnostic> all = [.. plan.Diagnostics.Concat(applied.SelectMany(resource => resource.Diagnostics)).Concat(diagnostics).Distinct()];
        return new(request.Run, plan, plan.HasChanges, applied, commit, all, outcome);
    }

    private static RunOutcome OutcomeOf(
        IReadOnlyList<AppliedResource> applied, PlanResult plan, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var done = applied.Count(resource => resource.Status is ApplyStatus.Done);
        var outcome = RunOutcomes.Combine(plan.HasChanges ? RunOutcome.Done : plan.Outcome, RunOutcomes.Of(done, applied.Count - done));
        if (outcome == RunOutcome.Done && (diagnostics.HasErrors || plan.Outcome != RunOutcome.Done))
        {
            outcome = RunOutcome.Partly;
        }

        return cancellationToken.IsCancellationRequested ? RunOutcome.Interrupted : outcome;
    }

    private static ApplyResult Ended(ApplyRequest request, RunOutcome outcome, DiagnosticBag diagnostics)
        => new(request.Run, PlanResult.Ended(outcome, diagnostics), false, [], null, [.. diagnostics], outcome);
}
