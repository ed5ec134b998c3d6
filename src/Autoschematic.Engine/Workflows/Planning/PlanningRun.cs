using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Plans a whole selection; plan shows the result, apply executes it.</summary>
/// <param name="session">Its connectors plan.</param>
/// <param name="selection">What is planned.</param>
/// <param name="staged">Whether the staged content is what is wanted.</param>
/// <param name="noRename">Whether no two files are taken for one that was renamed.</param>
/// <param name="isShown">Whether the plan is only shown, so that bodies of what is unchanged need not be kept.</param>
/// <param name="events">Told how far it is.</param>
internal sealed class PlanningRun(ConnectorSession session, Selection selection, bool staged, bool noRename, bool isShown, EventSink events)
{
    // Each connector bounds its own calls; this only keeps what waits for them from growing without end.
    private const int ConcurrencyOfEach = 128;

    private readonly ResourcePlanner planner = new(session);

    public async Task<PlanDraft> RunAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var files = selection.Files;
        var planned = new PlannedItem?[files.Count];
        var unknown = new PlannedResource?[files.Count];
        var unmanaged = new RepoPath?[files.Count];
        var needBase = files.Any(file => file.Change == ChangeKind.Deleted);
        var finder = new ResourceFinder(session, selection);
        var done = events.Count(WorkflowPhase.Planning, files.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyOfEach * Math.Max(1, session.Connectors.Count), CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Count, options, async (index, token) =>
        {
            var file = files[index];
            switch (await finder.FindAsync(file, token))
            {
                case FoundOwner.Resource owner:
                    var item = await PlanAsync(file, owner, needBase, token);
                    Report(item.Resource);
                    planned[index] = isShown ? item.WithoutIdleBodies() : item;
                    break;
                case FoundOwner.NotKnown owner:
                    unknown[index] = NotPlanned(file, owner);
                    Report(unknown[index]!);
                    break;
                case FoundOwner.Unmanaged:
                    unmanaged[index] = file.File;
                    break;
                default:
                    break;
            }

            done();
        });

        PlannedItem[] items = [.. planned.OfType<PlannedItem>()];
        var moves = new MoveSearch(session);
        await moves.RunAsync(items, cancellationToken);
        await new MovePairing(session.Workspace, planner, moves, noRename).RunAsync(items, pair: staged && !noRename, cancellationToken);
        await CheckDeletionsAsync(items, diagnostics, cancellationToken);
        var edges = PlanGraph.Build(items);
        FailCycles(items, edges);
        WarnOfMissingSources(items);
        return new(items, [.. unknown.OfType<PlannedResource>()], edges, [.. unmanaged.OfType<RepoPath>()]);
    }

    private async Task<PlannedItem> PlanAsync(
        SelectedFile file, FoundOwner.Resource found, bool needBase, CancellationToken cancellationToken)
    {
        var problems = new DiagnosticBag();
        var desired = file.Change == ChangeKind.Deleted ? null : await selection.ReadDesiredAsync(file, problems, cancellationToken);
        var before = needBase ? await selection.ReadBaseAsync(file, problems, cancellationToken) : null;
        var item = new PlanItem(file, found.Connector, found.NotAsked, desired, before);
        PlannedItem planned;
        if (problems.FirstOrDefault(finding => finding.Severity == DiagnosticSeverity.Error) is { } problem)
        {
            // A body that cannot be read is not an absent one: it must never be planned as a deletion.
            var unread = new PlannedResource(
                item.Key, item.Owner.Name, null, new PlanAction.Unchanged(), [], desired ?? default(ReadOnlyMemory<byte>), null, null, null, []);
            planned = new PlannedItem(item, unread, IsMapped: false, Remote: null).Fail(problem);
        }
        else
        {
            planned = await planner.PlanAsync(item, cancellationToken);
        }

        if (found.NotAsked is { } other)
        {
            planned = planned.Say(PlanDiagnostics.OwnerUncertain(item.Key, item.Owner.Name, other.Name));
        }

        return staged && file.DiffersFromIndex ? planned.Say(PlanDiagnostics.DiffersFromIndex(file.File)) : planned;
    }

    private async Task CheckDeletionsAsync(PlannedItem[] items, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var deleted = items.Where(item => item.Resource.IsDeletion).Select(item => item.Item.Key).ToHashSet();
        if (deleted.Count == 0)
        {
            return;
        }

        var referrers = await new ReferrerSearch(session, staged)
            .FindAsync([.. items.Select(item => item.Item)], deleted, diagnostics, cancellationToken);
        for (var index = 0; index < items.Length; index++)
        {
            var key = items[index].Item.Key;
            if (referrers.TryGetValue(key, out var files))
            {
                var problem = PlanDiagnostics.StillReferred(key, files, items[index].Holder);
                items[index] = items[index].Fail(problem);
                FailMoved(items, key, problem);
            }
        }
    }

    /// <summary>Where the old file is still referred to, its outputs must not go elsewhere.</summary>
    private static void FailMoved(PlannedItem[] items, ResourceKey from, Diagnostic problem)
    {
        var index = Array.FindIndex(items, item => item.Resource.Action is PlanAction.Moved moved && moved.From == from);
        if (index >= 0)
        {
            items[index] = items[index].Fail(problem);
        }
    }

    private static void FailCycles(PlannedItem[] items, IReadOnlyList<PlanEdge> edges)
    {
        var changes = items.Where(item => item.Resource.Action.IsChange).Select(item => item.Item.Key).ToHashSet();
        var cycles = CycleSearch.Find(edges);
        for (var index = 0; index < items.Length; index++)
        {
            // Resources that refer to each other and are as they should be need no order.
            if (cycles.TryGetValue(items[index].Item.Key, out var cycle) && cycle.Any(changes.Contains))
            {
                items[index] = items[index].Fail(PlanDiagnostics.Cycle(cycle));
            }
        }
    }

    private void WarnOfMissingSources(PlannedItem[] items)
    {
        var selected = items.Where(item => !item.Resource.IsDeletion).Select(item => item.Item.Key).ToHashSet();
        for (var index = 0; index < items.Length; index++)
        {
            if (items[index].Resource.Action is not PlanAction.Deferred deferred)
            {
                continue;
            }

            foreach (var wait in deferred.Waits)
            {
                var key = items[index].Item.Key;
                var source = Address.TryParse(wait.Address, out _) is { } address ? new ResourceKey(key.Prefix, address) : null;
                if (source is null || (!selected.Contains(source) && !session.Workspace.Files.Exists(source.File)))
                {
                    items[index] = items[index].Say(PlanDiagnostics.NoSuchSource(key, wait));
                }
            }
        }
    }

    private static PlannedResource NotPlanned(SelectedFile file, FoundOwner.NotKnown owner)
        => new(
            new(file.Prefix, file.Address),
            owner.Connector.Name,
            null,
            new PlanAction.Failed([owner.Diagnostic]),
            [],
            file.Change == ChangeKind.Deleted ? default(ReadOnlyMemory<byte>?) : ReadOnlyMemory<byte>.Empty,
            null,
            null,
            null,
            [owner.Diagnostic]);

    private void Report(PlannedResource resource)
        => events.Send(new WorkflowEvent.ResourceDone(WorkflowPhase.Planning, resource.Resource, resource.Action.Word));
}
