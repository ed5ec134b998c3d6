using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Puts what planning found into the result that people and programs see.</summary>
internal static class PlanResults
{
    public static PlanResult From(
        Workspace workspace, ConnectorSession session, PlanDraft draft, DiagnosticBag diagnostics, bool reportChanges)
    {
        var order = workspace.Config.Prefixes.Select((prefix, index) => (prefix.Prefix, index)).ToDictionary(pair => pair.Prefix, pair => pair.index);
        List<PlannedResource> resources =
        [
            .. draft.Items.Select(item => item.Resource).Concat(draft.Unknown)
                .OrderBy(resource => order[resource.Resource.Prefix])
                .ThenBy(resource => resource.Resource.Address),
        ];
        List<Diagnostic> all = [.. diagnostics.Concat(resources.SelectMany(resource => resource.Diagnostics)).Distinct()];
        var failed = resources.Count(resource => resource.Action is PlanAction.Failed);
        var stale = resources.Select(resource => resource.Action).OfType<PlanAction.Stale>().Select(action => action.Diagnostic).ToHashSet();
        var otherErrors = all.Exists(item => item.Severity == DiagnosticSeverity.Error && !stale.Contains(item))
            || session.Connectors.Any(connector => connector.Failure is not null);
        var outcome = RunOutcomes.With(RunOutcomes.Of(resources.Count - failed, failed > 0 || !otherErrors ? failed : 1), session);
        outcome = RunOutcomes.Combine(outcome, stale.Count > 0 ? RunOutcome.Stale : RunOutcome.Done);
        var changes = reportChanges && resources.Exists(resource => resource.Action.IsChange);
        return new(
            resources, draft.Edges, draft.Unmanaged, all, RunOutcomes.Combine(outcome, changes ? RunOutcome.ChangesFound : RunOutcome.Done));
    }
}
