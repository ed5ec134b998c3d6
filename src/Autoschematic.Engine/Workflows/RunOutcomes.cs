namespace Autoschematic.Engine.Workflows;

/// <summary>Combines the outcomes of parts of a run into one.</summary>
public static class RunOutcomes
{
    private static readonly RunOutcome[] Strongest =
    [
        RunOutcome.Interrupted, RunOutcome.Bug, RunOutcome.Usage, RunOutcome.Refused, RunOutcome.Error,
        RunOutcome.Partly, RunOutcome.Stale, RunOutcome.ChangesFound, RunOutcome.Done,
    ];

    /// <summary>The outcome with the stronger reason.</summary>
    public static RunOutcome Combine(RunOutcome left, RunOutcome right)
        => Array.IndexOf(Strongest, left) <= Array.IndexOf(Strongest, right) ? left : right;

    /// <summary>The outcome with the strongest reason; <see cref="RunOutcome.Done"/> for none.</summary>
    public static RunOutcome Combine(IEnumerable<RunOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return outcomes.Aggregate(RunOutcome.Done, Combine);
    }

    /// <summary>Done when nothing failed, an error when nothing succeeded, else partly done.</summary>
    public static RunOutcome Of(int succeeded, int failed)
        => failed == 0 ? RunOutcome.Done : succeeded == 0 ? RunOutcome.Error : RunOutcome.Partly;
}
