using Autoschematic.Engine.Selections;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>What is to be planned.</summary>
public sealed record PlanRequest(SelectionRequest Selection)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }

    /// <summary>`--exit-code`: changes make the outcome <see cref="RunOutcome.ChangesFound"/>.</summary>
    public bool ReportChanges { get; init; }

    /// <summary>`--out`: keep the plan in a file besides.</summary>
    public PlanFileTarget? Out { get; init; }

    /// <summary>`--no-rename`: a deletion and an addition that look like a rename are executed as both.</summary>
    public bool NoRename { get; init; }
}
