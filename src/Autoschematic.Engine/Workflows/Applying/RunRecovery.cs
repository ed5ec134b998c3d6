using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>What became of the resources of a run before it was interrupted, and what that means for going on.</summary>
internal sealed class RunRecovery(ConnectorSession session, RunHistory history, RunJournal journal)
{
    private readonly PlannedRemotes remotes = new(session.Workspace);
    private readonly Dictionary<ResourceKey, Recovery> decided = [];

    /// <summary>How a resource goes on; resources of the run that nothing was decided about were never started.</summary>
    public Recovery Of(ResourceKey resource) => decided.GetValueOrDefault(resource) ?? new Recovery.NotStarted();

    public void Decide(ResourceKey resource, Recovery recovery) => decided[resource] = recovery;

    /// <summary>Whether the journal says already that a resource is done.</summary>
    public bool WasDone(ResourceKey resource) => history.Find(resource)?.Done is not null;

    /// <summary>What was agreed to be done with it.</summary>
    public PlanAction Announced(ResourceKey resource)
        => RunRecords.ActionOf(history.Find(resource)!.Recorded) switch
        {
            PlanAction.Deferred deferred => deferred.Predicted,
            var action => action,
        };

    /// <summary>Whether a resource that was never started must not start now, since somebody else changed what it was planned against.</summary>
    public async Task<bool> IsStaleAsync(PlannedItem again, CancellationToken cancellationToken)
    {
        var recorded = history.Find(again.Item.Key)!.Recorded;
        var isSameRemote = await remotes.StateOf(recorded.Fingerprint)
            .IsSameAsync(again.RemoteState, again.Item.Owner, again.Item.Key.Address, cancellationToken);
        if (RunRecords.ActionOf(recorded) is PlanAction.Deferred)
        {
            // Where the mapping itself had to wait, nothing was read that could have changed.
            return recorded.Physical is not null && !isSameRemote;
        }

        // Ops of this run may have changed what it reads, what it refers to, or where it is.
        var isSamePlace = recorded.Physical == again.Resource.Physical || (recorded.Physical is null && journal.HasSent);
        var holds = HaveSameOps(recorded, again.Resource.Ops) ? isSameRemote || journal.HasSent : isSameRemote && journal.HasSent;
        return !(isSamePlace && holds);
    }

    /// <summary>Why a resource some of whose ops were executed must not go on: what they made is no longer known here.</summary>
    public Diagnostic? LostPlace(PlannedItem again, int executed)
        => executed > 0
            && again.Resource is { Physical: null, Action: PlanAction.Create }
            && history.Find(again.Item.Key)!.HasOutputs
            ? ApplyDiagnostics.OutputsLost(again.Item.Key)
            : null;

    /// <summary>Says so when what is left to do is not the rest of what was planned.</summary>
    public IEnumerable<Diagnostic> Explain(PlannedItem again, int executed)
    {
        var recorded = history.Find(again.Item.Key)!.Recorded;
        var rest = again.Resource.Ops;
        if (recorded.Ops.Count > 0 && !recorded.Ops.Skip(executed).SequenceEqual(rest.Select(RunRecords.HashOf)))
        {
            yield return ApplyDiagnostics.PlannedAgain(again.Item.Key, executed, rest);
        }
    }

    private static bool HaveSameOps(RecordedResource recorded, IReadOnlyList<ConnectorOp> ops)
        => recorded.Ops.SequenceEqual(ops.Select(RunRecords.HashOf));
}
