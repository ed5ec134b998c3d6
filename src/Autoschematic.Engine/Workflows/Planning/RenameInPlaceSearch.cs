namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Finds renamed files whose addresses are not mapped: what is there cannot move, so it would be destroyed and made anew.</summary>
internal sealed class RenameInPlaceSearch(ResourceKinds kinds, bool noRename)
{
    /// <summary>Marks deletions and additions of one kind and with the same content; a new thing that merely looks alike is no rename.</summary>
    public async Task RunAsync(PlannedItem[] planned, CancellationToken cancellationToken)
    {
        var deletions = Indexes(planned, item => item is { IsMapped: false, IsLeftBehind: true });
        var additions = Indexes(planned, item => item is { IsMapped: false, Remote: null, Resource: { Action: PlanAction.Create, Resolved: not null } });
        var askAll = deletions.Count * additions.Count <= BodyEquality.MostPairsAsked;
        foreach (var from in deletions)
        {
            foreach (var to in additions.Where(to => planned[to].MaybeRenamed is null && kinds.AreSame(planned[from].Item, planned[to].Item)))
            {
                if (IsSameFile(planned[from].Item, planned[to].Item)
                    || (askAll && await BodyEquality.HoldsAsync(planned[from], planned[to], cancellationToken)))
                {
                    var (old, made) = (planned[from].Item.Key, planned[to].Item.Key);
                    planned[from] = planned[from].Say(PlanDiagnostics.RenameInPlace(old, made, planned[from].Item.Owner.Name, noRename))
                        with { MaybeRenamed = made };
                    planned[to] = planned[to] with { MaybeRenamed = old };
                    break;
                }
            }
        }
    }

    private static bool IsSameFile(PlanItem from, PlanItem to)
        => from.Base is { } before && to.Desired is { } after && before.Span.SequenceEqual(after.Span);

    private static List<int> Indexes(PlannedItem[] planned, Func<PlannedItem, bool> wanted)
        => [.. Enumerable.Range(0, planned.Length).Where(index => wanted(planned[index]))];
}
