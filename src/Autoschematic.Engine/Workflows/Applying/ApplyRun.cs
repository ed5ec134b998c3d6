using System.Diagnostics;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Scheduling;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Walks the graph of a confirmed plan and executes it, resources that waited included.</summary>
/// <param name="journal">Null when nothing is to be executed.</param>
/// <param name="recovery">What became of the resources in an earlier process of the run; null for a new run.</param>
internal sealed class ApplyRun(
    ConnectorSession session,
    PlanDraft draft,
    ResourceExecutor? executor,
    RunJournal? journal,
    RunRecovery? recovery,
    OutputRecorder recorder,
    OpTurns turns,
    ApplyRequest request,
    EventSink events,
    DiagnosticBag diagnostics)
{
    private readonly PlannedItem[] items = [.. draft.Items];
    private readonly AppliedResource?[] applied = new AppliedResource?[draft.Items.Count];
    private readonly ResourcePlanner planner = new(session);
    private readonly MoveStep moves = new(session, recorder);
    private ILookup<int, int> dependencies = Enumerable.Empty<int>().ToLookup(index => index);
    private HashSet<int> needed = [];

    /// <summary>What became of every resource with a change, in the plan's order.</summary>
    public async Task<IReadOnlyList<AppliedResource>> RunAsync(CancellationToken stop)
    {
        var indexes = items.Index().ToDictionary(pair => pair.Item.Item.Key, pair => pair.Index);
        dependencies = draft.Edges.ToLookup(edge => indexes[edge.Dependent], edge => indexes[edge.Dependency]);
        needed = [.. dependencies.SelectMany(others => others)];
        var needs = draft.Edges.Where(edge => edge.Reason == PlanEdgeReason.Need)
            .ToLookup(edge => indexes[edge.Dependent], edge => indexes[edge.Dependency]);
        var walk = new GraphWalk(
            [.. items.Select((_, index) => (IReadOnlyCollection<int>)[.. dependencies[index].Except(needs[index])])],
            index => items[index].Resource.IsDeletion,
            turns.Resources)
        {
            Earlier = [.. items.Select((_, index) => (IReadOnlyCollection<int>)[.. needs[index]])],
        };
        var done = events.Count(WorkflowPhase.Applying, items.Count(item => item.Resource.Action.IsChange));
        var ends = await walk.RunAsync(
            async index =>
            {
                using var place = await turns.EnterAsync();
                var result = await VisitAsync(index, place, stop);
                if (result == StepResult.Done)
                {
                    NoteDone(items[index], applied[index]);
                }

                if (result != StepResult.Waiting && applied[index] is { } ended)
                {
                    events.Send(new WorkflowEvent.ResourceDone(WorkflowPhase.Applying, ended.Resource, ended.Status.Word));
                    done();
                }

                return result;
            },
            () => !stop.IsCancellationRequested && !recorder.HasFailed && journal?.Problem is null);
        return
        [
            .. Enumerable.Range(0, items.Length).Select(index => applied[index] ?? NotExecuted(index, ends[index])).OfType<AppliedResource>(),
            .. draft.Unknown.Select(Unplanned),
        ];
    }

    private async Task<StepResult> VisitAsync(int index, IDisposable place, CancellationToken stop)
    {
        var item = items[index];
        switch (item.Resource.Action)
        {
            case PlanAction.Failed failed:
                applied[index] = Outcome(item, new ApplyStatus.Failed(failed.Diagnostics[0]));
                return StepResult.Stopped;
            case PlanAction.Stale stale:
                items[index] = item with { Resource = item.Resource with { Action = stale.Planned } };
                applied[index] = Outcome(items[index], new ApplyStatus.Stale(stale.Diagnostic));
                return StepResult.Stopped;
            case var _ when recovery?.Of(item.Item.Key) is { } left and not Recovery.NotStarted:
                return await GoOnAsync(index, left, place, stop);
            case PlanAction.Unchanged when item.IsLeftAlone:
                return StepResult.Done;
            case PlanAction.Unchanged when recovery is null || !item.Resource.IsDeletion || item.Holder is not null:
                await TidyAsync(item);
                return StepResult.Done;
            case PlanAction.Moved moved when await moves.RunAsync(item, moved) is { } problem:
                applied[index] = Outcome(item, new ApplyStatus.Failed(problem));
                return StepResult.Stopped;
            case PlanAction.Moved { Updates: false }:
                await TidyAsync(item);
                applied[index] = Outcome(item, new ApplyStatus.Done());
                return StepResult.Done;
            case PlanAction.Deferred deferred:
                return request.NoDeferred || deferred.Waits.Any(wait => IsMissing(item, wait.Address, wait.Key))
                    ? StepResult.Waiting
                    : await PlanAgainAsync(index, again => ObjectionAsync(item, deferred.Predicted, again, stop), 0, place, stop);
            case var action when recovery is not null || IsOutdated(item):
                return await PlanAgainAsync(index, again => ObjectionAsync(item, action, again, stop), 0, place, stop);
            default:
                return await ExecuteCheckedAsync(index, place, stop);
        }
    }

    /// <summary>Goes on where an earlier process stopped.</summary>
    private async Task<StepResult> GoOnAsync(int index, Recovery left, IDisposable place, CancellationToken stop)
    {
        switch (left)
        {
            case Recovery.Settled settled:
                applied[index] = settled.Applied;
                return settled.Applied.Status is ApplyStatus.Done ? StepResult.Done : StepResult.Stopped;
            case Recovery.GoOn { Executed: var executed }:
                return await PlanAgainAsync(
                    index,
                    again =>
                    {
                        ApplyStatus? objection = recovery!.LostPlace(again, executed) is { } lost ? new ApplyStatus.Failed(lost) : null;
                        diagnostics.AddRange(objection is null ? recovery.Explain(again, executed) : []);
                        return Task.FromResult(objection);
                    },
                    executed,
                    place,
                    stop);
            default:
                throw new UnreachableException(left.GetType().Name);
        }
    }

    /// <summary>Why what was planned again must not be executed: somebody else changed it, or it is not what was announced.</summary>
    private async Task<ApplyStatus?> ObjectionAsync(PlannedItem first, PlanAction announced, PlannedItem again, CancellationToken stop)
    {
        var key = again.Item.Key;
        if (recovery is null
            ? !await new StaleCheck(session, planner).IsSameRemoteAsync(first, again, stop)
            : await recovery.IsStaleAsync(again, stop))
        {
            return new ApplyStatus.Stale(recovery is null ? ApplyDiagnostics.Stale(key) : ApplyDiagnostics.ChangedSincePlanned(key));
        }

        if (again.Resource.Action != announced)
        {
            return new ApplyStatus.Failed(ApplyDiagnostics.OtherThanPlanned(key, announced, again.Resource.Action));
        }

        diagnostics.AddRange(recovery?.Explain(again, 0) ?? []);
        return null;
    }

    /// <summary>Plans with what there is now, and goes on only when nothing speaks against it.</summary>
    /// <param name="objection">Asked when there is something to execute.</param>
    /// <param name="executed">How many ops of it this run has executed already.</param>
    /// <param name="place">Given back when the last op was answered.</param>
    /// <param name="stop">Ends the planning.</param>
    private async Task<StepResult> PlanAgainAsync(
        int index, Func<PlannedItem, Task<ApplyStatus?>> objection, int executed, IDisposable place, CancellationToken stop)
    {
        PlannedItem again;
        ApplyStatus? refusal;
        var first = items[index];
        try
        {
            again = await planner.PlanAsync(first.Item, stop);
            if (recovery is not null && again.Resource.IsDeletion)
            {
                // Between the runs, too, another file may have come to stand for what is to be deleted.
                PlannedItem[] alone = [again];
                await new MoveSearch(session).RunAsync(alone, stop);
                again = alone[0];
            }

            again = first.Resource.Action is PlanAction.Moved move ? again.AsMoveOf(move) : again;
            refusal = again.Resource.Action is { IsChange: true } and not PlanAction.Deferred ? await objection(again) : null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return StepResult.Waiting;
        }

        items[index] = again;
        switch (again.Resource.Action)
        {
            case PlanAction.Deferred:
                return StepResult.Waiting;
            case PlanAction.Unchanged or PlanAction.Update when refusal is null && await SettleMoveAsync(first, again) is { } problem:
                applied[index] = Outcome(again, new ApplyStatus.Failed(problem));
                return StepResult.Stopped;
            case PlanAction.Failed failed:
                applied[index] = Outcome(again, new ApplyStatus.Failed(failed.Diagnostics[0]));
                return StepResult.Stopped;
            case PlanAction.Unchanged:
                await TidyAsync(again);
                applied[index] = NothingLeft(again);
                return StepResult.Done;
            case var _ when refusal is ApplyStatus.Stale:
                items[index] = again with { Resource = again.Resource with { Action = first.Resource.Action } };
                applied[index] = Outcome(items[index], refusal);
                return StepResult.Stopped;
            case var _ when refusal is not null:
                applied[index] = Outcome(again, refusal);
                return StepResult.Stopped;
            default:
                return await ExecuteAsync(index, executed, place);
        }
    }

    /// <summary>What waited could not be seen to be a move before; its outputs came along, and their pointer is set right now.</summary>
    private async Task<Diagnostic?> SettleMoveAsync(PlannedItem first, PlannedItem again)
        => first.Resource.Action is PlanAction.Deferred && new MoveSearch(session).FindPredecessor(again, items) is { } from
            ? await moves.RunAsync(again, new PlanAction.Moved(from, Updates: again.Resource.Ops.Count > 0))
            : null;

    /// <summary>Executes what was planned, if the remote is still what it was planned against.</summary>
    private async Task<StepResult> ExecuteCheckedAsync(int index, IDisposable place, CancellationToken stop)
    {
        StaleVerdict verdict;
        try
        {
            verdict = await new StaleCheck(session, planner).CheckAsync(items[index], () => IsPreceded(index), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return StepResult.Waiting;
        }

        switch (verdict)
        {
            case StaleVerdict.Holds holds:
                items[index] = holds.Item;
                return await ExecuteAsync(index, 0, place);
            case StaleVerdict.IsDone done:
                await TidyAsync(done.Item);
                applied[index] = Outcome(items[index], new ApplyStatus.Done());
                return StepResult.Done;
            case StaleVerdict.IsStale stale:
                applied[index] = Outcome(items[index], new ApplyStatus.Stale(stale.Diagnostic));
                return StepResult.Stopped;
            case StaleVerdict.CannotTell unknown:
                applied[index] = Outcome(items[index], new ApplyStatus.Failed(unknown.Diagnostic));
                return StepResult.Stopped;
            default:
                throw new UnreachableException(verdict.GetType().Name);
        }
    }

    /// <summary>Whether an op of something that it depends on, directly or not, was executed in this run.</summary>
    private bool IsPreceded(int index)
    {
        var seen = new HashSet<int>();
        var queue = new Queue<int>(dependencies[index]);
        while (queue.TryDequeue(out var before))
        {
            if (seen.Add(before))
            {
                if (applied[before] is { Ops.Count: > 0 })
                {
                    return true;
                }

                foreach (var further in dependencies[before])
                {
                    queue.Enqueue(further);
                }
            }
        }

        return false;
    }

    /// <summary>What was to be done and is done is listed as that, although there is nothing left to do.</summary>
    private AppliedResource? NothingLeft(PlannedItem again)
    {
        var done = Outcome(again, new ApplyStatus.Done());
        return recovery?.Announced(again.Item.Key) switch
        {
            null => done,
            PlanAction.Unchanged => null,
            var announced => done with { Action = announced },
        };
    }

    private async Task<StepResult> ExecuteAsync(int index, int executed, IDisposable place)
    {
        var ended = await executor!.ExecuteAsync(items[index], executed, place, needed.Contains(index));
        applied[index] = ended;
        return ended.Status is ApplyStatus.Done ? StepResult.Done : StepResult.Stopped;
    }

    /// <summary>Writes down that nothing about a resource is open.</summary>
    private void NoteDone(PlannedItem item, AppliedResource? ended)
    {
        var files = recorder.ChangedFor(item.Item.Key);
        if (journal is not null && !recorder.HasLostNames && (ended is not null || files.Count > 0) && recovery?.WasDone(item.Item.Key) != true)
        {
            var word = (ended?.Action ?? item.Resource.Action).Word;
            journal.Note(new JournalEntry.ResourceDone(item.Item.Key, JournalEntry.ResourceDone.Done, word, files));
        }
    }

    /// <summary>Whether an output that the body refers to changed since it was planned.</summary>
    private bool IsOutdated(PlannedItem item)
    {
        var problems = new DiagnosticBag();
        return item.Resource.Resolved is { } planned
            && planner.Resolve(item.Item, problems) is { } now
            && (problems.HasErrors || !now.Bytes.Span.SequenceEqual(planned.Span));
    }

    private bool IsMissing(PlannedItem item, string address, string key)
        => Address.TryParse(address, out _) is not { } source
            || session.Workspace.Outputs.ReadValue(item.Item.Key.Prefix, source, key, new DiagnosticBag()) is null;

    /// <summary>Removes the outputs of what is already gone, hands the pointer of what moved to its new address.</summary>
    private async Task TidyAsync(PlannedItem item)
    {
        var (key, physical) = (item.Item.Key, item.Resource.Physical);
        if (!item.Resource.IsDeletion)
        {
            if (IsOutdated(item))
            {
                diagnostics.Add(ApplyDiagnostics.ReferenceMoved(key));
            }

            return;
        }

        // Whoever stands in its place may have been refused or left out; its id must not go before that one has it.
        if (item.Holder is { } mover
            && (!session.Workspace.Outputs.Exists(mover.Prefix, mover.Address)
                || items.Any(other => other.Item.Key == mover && other.Resource.Action is PlanAction.Moved)))
        {
            // Whoever took its place also took its outputs, or could not and then they stay where they are.
            return;
        }

        if (session.Workspace.Outputs.Exists(key.Prefix, key.Address) && (item.Remote is null || item.Holder is not null))
        {
            var problem = recorder.Forget(key, item.IsMapped && item.Holder is null ? physical : null);
            problem ??= item.Holder is { } holder && physical is not null ? recorder.Point(holder, null, physical) : null;
            if (problem is not null)
            {
                diagnostics.Add(problem);
            }

            await recorder.StageAsync();
        }
    }

    private AppliedResource? NotExecuted(int index, NodeEnd end)
    {
        var item = items[index];
        if (recovery?.Of(item.Item.Key) is Recovery.Settled settled)
        {
            return settled.Applied;
        }

        if (!item.Resource.Action.IsChange)
        {
            return item.Resource.Action is PlanAction.Failed failed ? Outcome(item, new ApplyStatus.Failed(failed.Diagnostics[0])) : null;
        }

        return Outcome(item, end switch
        {
            NodeEnd.Skipped skipped => new ApplyStatus.Skipped(
                ApplyDiagnostics.NeededResource(items[skipped.Because].Item.Key), items[skipped.Because].Item.Key),
            NodeEnd.Stalled when request.NoDeferred => new ApplyStatus.Skipped(ApplyDiagnostics.LeftOutByNoDeferred, null),
            NodeEnd.Stalled when item.Resource.Action is PlanAction.Deferred deferred => new ApplyStatus.Skipped(
                ApplyDiagnostics.WaitsFor(deferred.Waits.Where(wait => IsMissing(item, wait.Address, wait.Key))), null),
            _ => new ApplyStatus.Skipped(ApplyDiagnostics.InterruptedAfter(0, item.Resource.Ops.Count), null),
        });
    }

    private static AppliedResource Unplanned(PlannedResource resource)
    {
        if (resource.Action is PlanAction.Stale stale)
        {
            return new(
                resource.Resource, resource.Connector, stale.Planned, new ApplyStatus.Stale(stale.Diagnostic), [], 0, [stale.Diagnostic]);
        }

        var failed = (PlanAction.Failed)resource.Action;
        var status = new ApplyStatus.Failed(failed.Diagnostics[0]);
        return new(resource.Resource, resource.Connector, resource.Action, status, [], 0, failed.Diagnostics);
    }

    private static AppliedResource Outcome(PlannedItem item, ApplyStatus status)
        => new(
            item.Resource.Resource,
            item.Resource.Connector,
            item.Resource.Action,
            status,
            [],
            item.Resource.Ops.Count,
            status switch
            {
                ApplyStatus.Failed failed => [failed.Diagnostic],
                ApplyStatus.Stale stale => [stale.Diagnostic],
                _ => [],
            });
}
