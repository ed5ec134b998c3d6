using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Executes what was agreed to, stores, commits and ends the run; the same for a new run and a resumed one.</summary>
/// <param name="journal">Null when nothing is to be executed.</param>
/// <param name="recovery">What became of the resources in an earlier process of the run; null for a new run.</param>
internal sealed class ApplyExecution(
    ExecutingSession executing, ApplyRequest request, RunJournal? journal, RunRecovery? recovery, OutputRecorder recorder, EventSink events)
{
    public async Task<ApplyResult> RunAsync(
        PlanDraft draft, PlanResult plan, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        using var turns = new OpTurns(request.Parallelism);
        using var hold = new StoreHold(executing.Session.Workspace.Clock, turns.KeptBack);
        var executor = journal is null ? null : new ResourceExecutor(executing, recorder, journal, turns, hold, events, cancellationToken);
        var run = new ApplyRun(executing.Session, draft, executor, journal, recovery, recorder, turns, request, events, diagnostics);
        var applied = await run.RunAsync(cancellationToken);
        var agreed = new AgreedItems(executing.Session.Workspace, draft.Items, applied);
        await AppliedAgreements.RecordAsync(executing.Session.Workspace, agreed, diagnostics);
        if (cancellationToken.IsCancellationRequested)
        {
            // What could not be planned is left to do, too.
            var isAllDone = plan.Outcome == RunOutcome.Done && applied.All(resource => resource.Status is ApplyStatus.Done);
            diagnostics.Add(ApplyDiagnostics.Interrupted(isAllDone));
        }

        // A commit that was asked for belongs to the run; one that is only offered must not keep it open.
        var isOpen = request.Commit != CommitMode.Always && !await EndAsync(applied, plan, diagnostics, cancellationToken);
        string? commit = null;
        if (!cancellationToken.IsCancellationRequested)
        {
            var step = new CommitStep(executing.Session.Workspace, request, recorder, diagnostics);
            commit = await step.RunAsync(agreed, applied, ApplyOutcomes.Of(applied, plan, diagnostics, cancellationToken), cancellationToken);
        }

        isOpen |= request.Commit == CommitMode.Always && !await EndAsync(applied, plan, diagnostics, cancellationToken);
        List<Diagnostic> all = [.. plan.Diagnostics.Concat(applied.SelectMany(resource => resource.Diagnostics)).Concat(diagnostics).Distinct()];
        var outcome = ApplyOutcomes.Of(applied, plan, diagnostics, cancellationToken);
        return new(request.Run, plan, plan.HasChanges, applied, commit, all, outcome) { Resumed = recovery is not null, IsOpen = isOpen };
    }

    /// <summary>Whether nothing of the run is open any more.</summary>
    private async Task<bool> EndAsync(
        IReadOnlyList<AppliedResource> applied, PlanResult plan, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (journal is null)
        {
            return true;
        }

        if (await journal.EndAsync(ApplyOutcomes.Of(applied, plan, diagnostics, cancellationToken).ToString(), diagnostics))
        {
            return true;
        }

        diagnostics.Add(JournalDiagnostics.StillOpen(journal.Run));
        return false;
    }
}
