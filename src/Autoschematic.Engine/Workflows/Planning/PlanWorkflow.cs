using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Says what apply would do; changes nothing remote.</summary>
public sealed class PlanWorkflow(IConnectorPool pool)
{
    public async Task<PlanResult> RunAsync(
        Workspace workspace, PlanRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        try
        {
            return await LockAsync(workspace, request, new(onEvent), LockKind.Shared, diagnostics, cancellationToken)
                ?? await LockAsync(workspace, request, new(onEvent), LockKind.Exclusive, new(), cancellationToken)
                ?? throw new InvalidOperationException("a plan under the exclusive lock asked for the exclusive lock");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            diagnostics.Add(PlanDiagnostics.Interrupted());
            return PlanResult.Ended(RunOutcome.Interrupted, diagnostics);
        }
    }

    /// <summary>Plans under a lock; null when deleted output files have to be put back, which needs the exclusive one.</summary>
    private async Task<PlanResult?> LockAsync(
        Workspace workspace,
        PlanRequest request,
        EventSink events,
        LockKind kind,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        using var held = await WorkspaceLock.TryAcquireAsync(workspace, kind, "plan", diagnostics);
        if (held is null)
        {
            // Output files that a killed plan put back are taken away by the next one, which needs the exclusive lock for it.
            return kind == LockKind.Shared && workspace.Transactions.IsOnlyOf(RestoredOutputs.Purpose) ? null : PlanResult.Ended(RunOutcome.Refused, diagnostics);
        }

        diagnostics.AddRange(OpenRuns.Describe(workspace));
        pool.Prepare(workspace.Root);
        switch (await SelectionBuilder.BuildAsync(workspace, request.Selection, diagnostics, cancellationToken))
        {
            case SelectionResult.Ready ready:
                await using (var selection = ready.Selection)
                {
                    return selection.DeletedOutputs.Count > 0 && kind == LockKind.Shared
                        ? null
                        : await PlanAsync(workspace, request, selection, events, diagnostics, cancellationToken);
                }

            case SelectionResult.BadUsage:
                return PlanResult.Ended(RunOutcome.Usage, diagnostics);
            default:
                return PlanResult.Ended(RunOutcome.Error, diagnostics);
        }
    }

    private async Task<PlanResult> PlanAsync(
        Workspace workspace,
        PlanRequest request,
        Selection selection,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        using var restored = await selection.RestoreOutputsAsync(diagnostics, cancellationToken);
        if (restored is null)
        {
            return PlanResult.Ended(RunOutcome.Error, diagnostics);
        }

        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(selection.Prefixes, selection.Includes, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var staged = request.Selection.Mode is SelectionMode.Staged;
        var draft = await new PlanningRun(session, selection, staged, request.NoRename, isShown: request.Out is null, events)
            .RunAsync(diagnostics, cancellationToken);
        var saved = request.Out is { } target
            ? await new PlanFileStep(workspace).RunAsync(target, request, draft, diagnostics, cancellationToken)
            : null;
        var result = PlanResults.From(workspace, session, draft, diagnostics, request.ReportChanges);
        return request.Out is null || saved is not null
            ? result with { File = saved }
            : result with { Outcome = RunOutcomes.Combine(result.Outcome, RunOutcome.Error) };
    }
}
