using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Plans;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Reads the remote again before the first op of a resource and says whether what was planned still holds.</summary>
internal sealed class StaleCheck(ConnectorSession session, ResourcePlanner planner)
{
    /// <param name="planned">What is to be executed.</param>
    /// <param name="preceded">Whether this run executed an op of something that it depends on.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<StaleVerdict> CheckAsync(PlannedItem planned, Func<bool> preceded, CancellationToken cancellationToken)
    {
        var (key, owner) = (planned.Item.Key, planned.Item.Owner);
        try
        {
            var before = planned.RemoteState;
            var physical = (await session.MapAsync(owner, key.Address, cancellationToken) as MappedAddress.At)?.Physical;
            if (physical == planned.Resource.Physical
                && (physical is null || before.IsLike(RemoteState.Of(key.Address, await owner.Reader!.GetAsync(physical, cancellationToken)))))
            {
                return new StaleVerdict.Holds(planned);
            }

            var again = await planner.PlanAsync(planned.Item, cancellationToken);
            return again.Resource.Action switch
            {
                PlanAction.Failed failed => new StaleVerdict.CannotTell(failed.Diagnostics[0]),
                PlanAction.Unchanged => new StaleVerdict.IsDone(again),
                PlanAction.Deferred => new StaleVerdict.IsStale(ApplyDiagnostics.Stale(key)),
                _ => OpValues.Hash(again.Resource.Ops) == OpValues.Hash(planned.Resource.Ops)
                    && (preceded() || await before.IsEqualToAsync(again.RemoteState, owner, key.Address, cancellationToken))
                    ? new StaleVerdict.Holds(again with { Resource = again.Resource with { Action = planned.Resource.Action, Ops = planned.Resource.Ops } })
                    : new StaleVerdict.IsStale(ApplyDiagnostics.Stale(key)),
            };
        }
        catch (ConnectorException exception)
        {
            return new StaleVerdict.CannotTell(session.Describe(exception, key));
        }
    }

    /// <summary>Whether what was planned again, since outputs appeared or changed, stands against the remote that was planned first.</summary>
    public async Task<bool> IsSameRemoteAsync(PlannedItem first, PlannedItem again, CancellationToken cancellationToken)
    {
        // Where the mapping itself had to wait, nothing was read that could have changed.
        if (first is { IsMapped: false, Resource.Physical: null })
        {
            return true;
        }

        return await first.RemoteState.IsSameAsync(again.RemoteState, first.Item.Owner, first.Item.Key.Address, cancellationToken);
    }
}
