using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>How every run begins, a new one as one that goes on: alone in the repository, knowing what was interrupted.</summary>
/// <param name="ended">The result of a run that comes to nothing.</param>
internal sealed class RunGate(
    Workspace workspace, IFaultPoints faults, DiagnosticBag diagnostics, Func<RunOutcome, ApplyResult> ended)
{
    /// <param name="heedSafetyLock">Whether the safety lock stops it.</param>
    /// <param name="run">Told the runs that have not ended, oldest first; nobody else works here as long as it lasts.</param>
    /// <param name="cancellationToken">See <see cref="ApplyWorkflow.RunAsync"/>.</param>
    public async Task<ApplyResult> EnterAsync(
        bool heedSafetyLock, Func<IReadOnlyList<OpenRun>, Task<ApplyResult>> run, CancellationToken cancellationToken)
    {
        if (heedSafetyLock && !new SafetyLock(workspace.Files).Check(diagnostics))
        {
            return ended(RunOutcome.Refused);
        }

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "apply", diagnostics);
        if (held is null)
        {
            return ended(RunOutcome.Refused);
        }

        try
        {
            return await OpenRuns.FindAsync(workspace, faults, diagnostics, cancellationToken) is { } open
                ? await run(open)
                : ended(RunOutcome.Error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Only planning and asking can be cancelled in the middle; execution ends by itself.
            diagnostics.Add(PlanDiagnostics.Interrupted());
            return ended(RunOutcome.Interrupted);
        }
    }
}
