using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Pairs deletions and additions that are one resource whose file was renamed while its outputs stayed behind.</summary>
internal sealed class MovePairing(Workspace workspace, ResourcePlanner planner, MoveSearch moves, bool noRename)
{
    // The share from which git, too, takes a deletion and an addition for a rename.
    private const double Similar = 0.5;

    private readonly ResourceKinds kinds = new();

    /// <summary>Turns pairs that are certain into moves, and marks what is left over as possible renames.</summary>
    public async Task RunAsync(PlannedItem[] planned, bool pair, CancellationToken cancellationToken)
    {
        while (pair && await MoveAsync(planned, cancellationToken) is { Count: > 0 } moved)
        {
            // What refers to the new place, and additions that do, can be planned only now.
            for (var index = 0; index < planned.Length; index++)
            {
                var item = planned[index];
                if (item.Resource.Action is PlanAction.Deferred deferred && deferred.Waits.Any(wait => moved.Contains($"{item.Item.Key.Prefix} {wait.Address}")))
                {
                    var again = await planner.PlanAsync(item.Item, cancellationToken);
                    again = again with
                    {
                        Resource = again.Resource with { Diagnostics = [.. item.Resource.Diagnostics.Union(again.Resource.Diagnostics)] },
                    };
                    planned[index] = moves.FindPredecessor(again, planned) is { } from ? again.MovedFrom(from) : again;
                }
            }
        }

        MarkPossible(planned);
        await new RenameInPlaceSearch(kinds, noRename).RunAsync(planned, cancellationToken);
    }

    /// <summary>Prefix and address of everything that was found to have moved there.</summary>
    private async Task<IReadOnlySet<string>> MoveAsync(PlannedItem[] planned, CancellationToken cancellationToken)
    {
        var candidates = await CandidatesAsync(planned, cancellationToken);
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (from, to, isEqual) in Certain(planned, candidates).ToList().Concat(await OwnedAsync(planned, cancellationToken)))
        {
            if (await TryMoveAsync(planned[to], planned[from], isEqual, cancellationToken) is { } item)
            {
                planned[to] = item;
                planned[from] = planned[from].MoveTo(item.Item.Key);
                planner.ReadOutputsOf(item.Item.Key, planned[from].Item.Key.Address);
                moved.Add($"{item.Item.Key.Prefix} {item.Item.Key.Address}");
            }
        }

        return moved;
    }

    private async Task<PlannedItem?> TryMoveAsync(
        PlannedItem addition, PlannedItem deletion, bool isEqual, CancellationToken cancellationToken)
    {
        try
        {
            return await planner.PlanMovedAsync(addition, deletion, isEqual, cancellationToken);
        }
        catch (ConnectorException)
        {
            // What the connector cannot plan as a move stays what it is: a deletion and a creation.
            return null;
        }
    }

    /// <summary>Files below one that moved, which were moved along: their connector can map them only once the outputs of that one have moved.</summary>
    private async Task<IReadOnlyList<(int From, int To, bool IsEqual)>> OwnedAsync(PlannedItem[] planned, CancellationToken cancellationToken)
    {
        var owners = planned.Where(item => item.Resource.Action is PlanAction.Moved)
            .ToDictionary(item => item.Item.Key, item => ((PlanAction.Moved)item.Resource.Action).From);
        var deletions = Indexes(planned, IsDeletion).ToDictionary(index => planned[index].Item.Key);
        var found = new List<(int, int, bool)>();
        foreach (var to in Indexes(planned, item => item.Resource.Action is PlanAction.Deferred { Predicted: PlanAction.Create }))
        {
            var item = planned[to];
            var waits = ((PlanAction.Deferred)item.Resource.Action).Waits;
            var old = owners.Select(owner => OldPlace(item.Item.Key, owner.Key, owner.Value)).OfType<ResourceKey>().FirstOrDefault(deletions.ContainsKey);
            if (old is not null
                && kinds.AreSame(planned[deletions[old]].Item, item.Item)
                && waits.All(wait => owners.Keys.Any(owner => owner.Prefix == item.Item.Key.Prefix && owner.Address.Text == wait.Address))
                && planner.Resolve(item.Item, new DiagnosticBag()) is { IsComplete: true } resolved)
            {
                planned[to] = item with { Resource = item.Resource with { Resolved = resolved.Bytes } };
                found.Add((deletions[old], to, await BodyEquality.HoldsAsync(planned[deletions[old]], planned[to], cancellationToken)));
            }
        }

        return found;
    }

    /// <summary>Where a file was before the one that it lies below moved; null when it does not lie below that one.</summary>
    private static ResourceKey? OldPlace(ResourceKey key, ResourceKey owner, ResourceKey ownerBefore)
    {
        var folder = $"{Path.ChangeExtension(owner.Address.Text, null)}/";
        return key.Prefix == owner.Prefix && key.Address.Text.StartsWith(folder, StringComparison.Ordinal)
            && Address.TryParse($"{Path.ChangeExtension(ownerBefore.Address.Text, null)}/{key.Address.Text[folder.Length..]}", out _) is { } old
                ? new(key.Prefix, old)
                : null;
    }

    /// <summary>Pairs that have nobody else to pair with: equal ones first, then the most similar.</summary>
    private static IEnumerable<(int From, int To, bool IsEqual)> Certain(PlannedItem[] planned, IReadOnlyList<Candidate> candidates)
    {
        var taken = new HashSet<int>();
        foreach (var found in Mutual(Narrow(planned, candidates.Where(candidate => candidate.IsEqual))))
        {
            taken.Add(found.From);
            taken.Add(found.To);
            yield return (found.From, found.To, true);
        }

        // One that equals several is not settled by looking like another one.
        var (equalFrom, equalTo) = Ends(candidates.Where(candidate => candidate.IsEqual));
        var open = candidates.Where(candidate => !candidate.IsEqual && candidate.Similarity >= Similar
            && !equalFrom.Contains(candidate.From) && !equalTo.Contains(candidate.To)).ToList();
        var mostFrom = open.GroupBy(candidate => candidate.From).ToDictionary(group => group.Key, group => group.Max(candidate => candidate.Similarity));
        var mostTo = open.GroupBy(candidate => candidate.To).ToDictionary(group => group.Key, group => group.Max(candidate => candidate.Similarity));
        var best = open.Where(candidate => !taken.Contains(candidate.From) && !taken.Contains(candidate.To)
            && candidate.Similarity >= mostFrom[candidate.From] && candidate.Similarity >= mostTo[candidate.To]);
        foreach (var found in Mutual(Narrow(planned, best)))
        {
            yield return (found.From, found.To, false);
        }
    }

    /// <summary>Among several, the one whose file kept its name is meant.</summary>
    private static List<Candidate> Narrow(PlannedItem[] planned, IEnumerable<Candidate> candidates)
    {
        var all = candidates.ToList();
        var (from, to) = Ends(all.Where(IsNamesake));
        return [.. all.Where(candidate => IsNamesake(candidate) || (!from.Contains(candidate.From) && !to.Contains(candidate.To)))];

        bool IsNamesake(Candidate candidate)
            => planned[candidate.From].Item.Key.Address.Path.Name == planned[candidate.To].Item.Key.Address.Path.Name;
    }

    private static IEnumerable<Candidate> Mutual(List<Candidate> candidates)
    {
        var from = candidates.CountBy(candidate => candidate.From).ToDictionary();
        var to = candidates.CountBy(candidate => candidate.To).ToDictionary();
        return candidates.Where(candidate => from[candidate.From] == 1 && to[candidate.To] == 1);
    }

    private static (HashSet<int> From, HashSet<int> To) Ends(IEnumerable<Candidate> candidates)
    {
        var all = candidates.ToList();
        return ([.. all.Select(candidate => candidate.From)], [.. all.Select(candidate => candidate.To)]);
    }

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(PlannedItem[] planned, CancellationToken cancellationToken)
    {
        var deletions = Indexes(planned, item => IsDeletion(item) && HasOutputs(item));
        var additions = Indexes(planned, item => IsAddition(item) && !HasOutputs(item)
            && item is { Item.File.Change: ChangeKind.Added, Resource: { Action: PlanAction.Create, Resolved: not null } });
        var askAll = deletions.Count * additions.Count <= BodyEquality.MostPairsAsked;
        var found = new List<Candidate>();
        var wanted = additions.ToDictionary(to => to, to => planned[to].Item.Desired is { } after ? new LineSimilarity(after) : null);
        foreach (var from in deletions)
        {
            var old = planned[from].Item.Base is { } before ? new LineSimilarity(before) : null;
            foreach (var to in additions.Where(to => kinds.AreSame(planned[from].Item, planned[to].Item)))
            {
                var similarity = old is not null && wanted[to] is { } after ? old.To(after) : 0;
                var isEqual = (askAll || similarity >= Similar) && await BodyEquality.HoldsAsync(planned[from], planned[to], cancellationToken);
                if (isEqual || similarity >= Similar)
                {
                    found.Add(new(from, to, isEqual, similarity));
                }
            }
        }

        return found;
    }

    private void MarkPossible(PlannedItem[] planned)
    {
        var additions = Indexes(planned, IsAddition);
        foreach (var from in Indexes(planned, IsDeletion))
        {
            foreach (var to in additions.Where(to => kinds.AreSame(planned[from].Item, planned[to].Item)))
            {
                var (old, made) = (planned[from].Item.Key, planned[to].Item.Key);
                if (planned[from].MaybeRenamed is null)
                {
                    planned[from] = planned[from].Say(PlanDiagnostics.PossibleRename(old, made, noRename)) with { MaybeRenamed = made };
                }

                if (planned[to].MaybeRenamed is null)
                {
                    planned[to] = planned[to] with { MaybeRenamed = old };
                }
            }
        }
    }

    private static bool IsDeletion(PlannedItem item)
        => item is { IsMapped: true, IsLeftBehind: true };

    private static bool IsAddition(PlannedItem item)
        => item.Resource is { Physical: null, Action: PlanAction.Create or PlanAction.Deferred { Predicted: PlanAction.Create } }
            && (item.IsMapped || item.Resource.Action is PlanAction.Deferred);

    private bool HasOutputs(PlannedItem item)
        => workspace.Outputs.Read(item.Item.Key.Prefix, item.Item.Key.Address, new DiagnosticBag())?.Values.Count > 0;

    private static List<int> Indexes(PlannedItem[] planned, Func<PlannedItem, bool> wanted)
        => [.. Enumerable.Range(0, planned.Length).Where(index => wanted(planned[index]))];

    private sealed record Candidate(int From, int To, bool IsEqual, double Similarity);
}
