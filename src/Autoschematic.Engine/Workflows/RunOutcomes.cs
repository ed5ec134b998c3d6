using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

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

    /// <summary>What it means that a repository could not be opened: it was looked for in the wrong place or has a bad
    /// configuration, it is refused, or git failed.</summary>
    public static RunOutcome OfOpening(IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Combine(diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Code switch
        {
            "GIT003" or "GIT004" => RunOutcome.Refused,
            "GIT002" or "GIT005" or "GIT006" => RunOutcome.Usage,
            var code => code.StartsWith("GIT", StringComparison.Ordinal) ? RunOutcome.Error : RunOutcome.Usage,
        }));
    }

    /// <summary>The outcome of a run in which connectors may not have started because the configuration is wrong.</summary>
    internal static RunOutcome With(RunOutcome outcome, ConnectorSession session)
        => session.Connectors.Any(connector => connector.IsMisconfigured) ? Combine(outcome, RunOutcome.Usage) : outcome;

    /// <summary>The outcome of a run that came to nothing since this connector is not ready.</summary>
    internal static RunOutcome Without(SessionConnector connector)
        => connector.IsMisconfigured ? RunOutcome.Usage : RunOutcome.Error;
}
