using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>How a run ended, from what became of its resources.</summary>
internal static class ApplyOutcomes
{
    public static RunOutcome Of(
        IReadOnlyList<AppliedResource> applied, PlanResult plan, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return RunOutcome.Interrupted;
        }

        var done = applied.Count(resource => resource.Status is ApplyStatus.Done);
        var stale = Stale(applied);
        var outcome = RunOutcomes.Combine(
            plan.HasChanges && plan.Outcome != RunOutcome.Usage ? RunOutcome.Done : plan.Outcome, RunOutcomes.Of(done, applied.Count - done - stale));
        if (outcome == RunOutcome.Done && (diagnostics.HasErrors || plan.Outcome is not (RunOutcome.Done or RunOutcome.Stale)))
        {
            outcome = RunOutcome.Partly;
        }

        return RunOutcomes.Combine(outcome, stale > 0 ? RunOutcome.Stale : RunOutcome.Done);
    }

    /// <summary>Resources that were refused as stale, and those that only waited for one of them.</summary>
    private static int Stale(IReadOnlyList<AppliedResource> applied)
    {
        var refused = applied.Where(resource => resource.Status is ApplyStatus.Stale).Select(resource => resource.Resource).ToHashSet();
        return refused.Count + applied.Count(resource => resource.Status is ApplyStatus.Skipped { Because: { } because } && refused.Contains(because));
    }
}
