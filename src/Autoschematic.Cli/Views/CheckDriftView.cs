using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;

namespace Autoschematic.Cli.Views;

/// <summary>Shows `check-drift`, which alone answers drift and not knowing with exit code 1.</summary>
public sealed class CheckDriftView(bool full) : DriftView(full)
{
    public override RunOutcome OutcomeOf(DriftResult result)
    {
        var agreed = result.Resources.Count > 0 && result.Resources.All(resource => resource.Status is DriftStatus.Equal or DriftStatus.Ignored);
        return result.Outcome is RunOutcome.Done or RunOutcome.ChangesFound or RunOutcome.Partly
            ? agreed ? RunOutcome.Done : RunOutcome.Error
            : result.Outcome;
    }
}
