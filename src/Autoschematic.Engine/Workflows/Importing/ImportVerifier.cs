using System.Collections.Concurrent;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Proves an import: a plan of what was imported changes nothing.</summary>
internal sealed class ImportVerifier(ConnectorSession session, EventSink events)
{
    /// <summary>The resources whose plan is not empty, in the order they are given; what could not be read is a diagnostic too.</summary>
    public async Task<IReadOnlyList<UnprovenResource>> FindUnprovenAsync(
        IReadOnlyList<ImportedResource> imported, int concurrency, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var planner = new ResourcePlanner(session);
        var found = new ConcurrentDictionary<int, UnprovenResource>();
        var done = events.Count(WorkflowPhase.Verifying, imported.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, imported.Count, options, async (index, token) =>
        {
            var resource = imported[index];
            var owner = session.Find(resource.Prefix, resource.Connector)!;
            var key = new ResourceKey(resource.Prefix, resource.Address!);
            if (await PlanAsync(planner, owner, key, token) is { } action and not PlanAction.Unchanged)
            {
                found[index] = new(key, owner.Name, action);
            }

            done();
        });

        UnprovenResource[] unproven = [.. found.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        diagnostics.AddRange(unproven.Select(item => item.Action).OfType<PlanAction.Failed>().SelectMany(failed => failed.Diagnostics).Distinct());
        return unproven;
    }

    private async Task<PlanAction> PlanAsync(
        ResourcePlanner planner, SessionConnector owner, ResourceKey key, CancellationToken cancellationToken)
    {
        var problems = new DiagnosticBag();
        var file = new SelectedFile(
            key.Prefix, key.Address, key.File, ChangeKind.Added, StagedBlob: null, BaseBlob: null, DiffersFromIndex: false);
        return SelectedContents.ReadWorking(session.Workspace, file, problems) is { } body
            ? (await planner.PlanAsync(new PlanItem(file, owner, NotAsked: null, body, Base: null), cancellationToken)).Resource.Action
            : new PlanAction.Failed([.. problems]);
    }
}
