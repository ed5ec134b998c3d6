using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Makes the plan of an interrupted run again, from its journal and the pinned bodies; nothing remote is read.</summary>
internal sealed class ResumeDraft(ConnectorSession session, RunHistory run)
{
    /// <summary>The plan; null with errors when a body or the owner of a resource that is not done cannot be had.</summary>
    public async Task<PlanDraft?> BuildAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var problems = new DiagnosticBag();
        var items = new List<PlannedItem>();
        var movers = run.Resources
            .Where(resource => resource.Recorded.MovedFrom is not null)
            .GroupBy(resource => resource.Recorded.MovedFrom!)
            .ToDictionary(group => group.Key, group => group.First().Recorded.Key);
        await using var objects = session.Workspace.Git.OpenObjects();
        foreach (var resource in run.Resources)
        {
            var recorded = resource.Recorded;
            var (owner, notAsked) = await FindOwnerAsync(resource, cancellationToken);
            if (owner is null)
            {
                problems.Add(ApplyDiagnostics.OwnerGone(recorded.Key, recorded.Connector));
                continue;
            }

            var action = RunRecords.ActionOf(recorded);
            ReadOnlyMemory<byte>? desired = null;
            if (!recorded.IsDeletion)
            {
                // What could not be planned has no body that anyone agreed to, and none is needed.
                desired = action is PlanAction.Failed
                    ? ReadOnlyMemory<byte>.Empty
                    : await objects.ReadAsync($"{run.Start.Pin}:{recorded.Key.File}", recorded.Key.File, problems, cancellationToken);
            }

            items.Add(new(
                new PlanItem(recorded.File, owner, notAsked, desired, Base: null),
                new PlannedResource(
                    recorded.Key, owner.Name, recorded.Physical, action, [], desired, Resolved: null, Remote: null, Diff: null, []),
                IsMapped: false,
                Remote: null)
            {
                IsLeftAlone = recorded.IsLeftAlone,
                Holder = recorded.IsDeletion ? movers.GetValueOrDefault(recorded.Key) : null,
            });
        }

        diagnostics.AddRange(problems);
        var edges = run.Start.Edges.Select(edge => new PlanEdge(
            edge.Dependent, edge.Dependency, Enum.TryParse<PlanEdgeReason>(edge.Reason, out var reason) ? reason : PlanEdgeReason.Reference));
        return problems.HasErrors ? null : new(items, [.. run.Start.Unplanned.Select(RunRecords.ResourceOf)], [.. edges], []);
    }

    /// <summary>
    /// What is done, or needs nothing but to be committed, needs no owner that answers; for the rest it is asked again,
    /// since an earlier connector may claim it now.
    /// </summary>
    private async Task<(SessionConnector? Owner, SessionConnector? NotAsked)> FindOwnerAsync(
        ResourceHistory resource, CancellationToken cancellationToken)
    {
        var key = resource.Recorded.Key;
        var named = session.Find(key.Prefix, resource.Recorded.Connector);
        if (resource.Done is not null || resource.Recorded is { Action: "unchanged", IsDeletion: false } || named is null)
        {
            return (named, null);
        }

        return await session.FindOwnerAsync(key.Prefix, key.Address, FilterBits.Resource, cancellationToken) switch
        {
            Ownership.Owned owned when owned.Connector == named => (named, owned.NotAsked),
            Ownership.NotKnown => (named, null),
            _ => (null, null),
        };
    }
}
