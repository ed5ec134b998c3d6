using System.Text;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Merging;

/// <summary>Merges RON and JSON: structs and maps by key, lists by the names of their elements, everything else as one value.</summary>
internal sealed class TreeMerger
{
    private readonly MergeSource? ancestor;
    private readonly MergeSource local;
    private readonly MergeSource remote;
    private readonly MergeDecisions decisions;
    private readonly TreeEdits edits;

    public TreeMerger(MergeInput input, MergeSource? ancestor, MergeSource local, MergeSource remote)
    {
        (this.ancestor, this.local, this.remote) = (ancestor, local, remote);
        edits = new TreeEdits(local.Tree!);
        decisions = new MergeDecisions(input, local, edits, ancestor is not null);
        IsJson = input.Format == BodyFormat.Json;
        KeepMissing = input.KeepMissing;
    }

    private bool HasBase => ancestor is not null;

    private bool IsJson { get; }

    private bool KeepMissing { get; }

    /// <summary>Null when the edits do not give a document, which then has to be taken or left as a whole.</summary>
    public MergeResult? Merge()
    {
        MergeValues(ancestor?.Root, local.Root!, remote.Root!);
        return edits.IsEmpty ? decisions.Record.With(local.Bytes)
            : edits.Apply() is { } text ? decisions.Record.With(Encoding.UTF8.GetBytes(text))
            : null;
    }

    private void MergeValues(ValueNode? old, ValueNode ours, ValueNode theirs)
    {
        if (ours.Canonical == theirs.Canonical)
        {
            return;
        }

        if (old?.Canonical == theirs.Canonical)
        {
            decisions.Keep(ours.Node, old, ours);
        }
        else if (old?.Canonical == ours.Canonical)
        {
            Take(ours, theirs);
        }
        else if (HasBase && old is null)
        {
            Contest(null, ours, theirs);
        }
        else if (!TryWalk(old, ours, theirs))
        {
            // Before it is called a conflict, other notations of one value are taken for what they mean.
            if (LooseValue.AreEqual(ours.Value, theirs.Value) && HasBase)
            {
                return;
            }

            if (old is not null && LooseValue.AreEqual(old.Value, theirs.Value))
            {
                decisions.Keep(ours.Node, old, ours);
            }
            else if (old is not null && LooseValue.AreEqual(old.Value, ours.Value))
            {
                Take(ours, theirs);
            }
            else
            {
                Contest(old, ours, theirs);
            }
        }
    }

    private void Contest(ValueNode? old, ValueNode ours, ValueNode theirs)
    {
        if (decisions.Contest(MergePlace.At(ours.Node), old, ours, theirs))
        {
            decisions.Force(() => Take(ours, theirs));
        }
    }

    /// <summary>Makes the local value mean the remote one and leaves what is equal as it stands.</summary>
    private void Take(ValueNode ours, ValueNode theirs)
    {
        if (TryWalk(ours, ours, theirs))
        {
            return;
        }

        var (own, other) = (ours.Unwrapped, theirs.Unwrapped);
        if (IsAlike(own, other) && own.Elements() is { Count: > 0 } elements && other.Elements() is { Count: > 0 } taken)
        {
            TakeElements(own.Node, elements, taken);
        }
        else if (decisions.Take(MergePlace.At(ours.Node), ours, theirs))
        {
            edits.Replace(ours.Node, theirs.Node);
        }
    }

    private void TakeElements(SyntaxNode list, IReadOnlyList<ValueNode> ours, IReadOnlyList<ValueNode> theirs)
    {
        var insertions = new List<(int Position, ValueNode Element)>();
        var removals = new List<int>();
        var (come, gone) = (0, 0);
        foreach (var (own, other) in ElementAlignment.Pair(ours, theirs))
        {
            if (own is { } kept && other is { } paired)
            {
                MergeValues(ours[kept], ours[kept], theirs[paired]);
            }
            else if (own is { } old)
            {
                gone++;
                if (decisions.Take(MergePlace.At(ours[old].Node), ours[old], null))
                {
                    removals.Add(old);
                }
            }
            else
            {
                // Where it stands remotely, less what came and more what went before it.
                var position = other!.Value - come++ + gone;
                if (decisions.Take(MergePlace.In(list, new RonPathSegment.Element(other.Value)), null, theirs[other.Value]))
                {
                    insertions.Add((position, theirs[other.Value]));
                }
            }
        }

        edits.ChangeList(list, insertions.Select(item => (item.Position, item.Element.Node)), removals);
    }

    /// <summary>Goes into values of one shape; false when they are to be taken as a whole.</summary>
    private bool TryWalk(ValueNode? old, ValueNode ours, ValueNode theirs)
    {
        var (before, own, other) = (old?.Unwrapped, ours.Unwrapped, theirs.Unwrapped);
        if (!IsAlike(own, other) || (before is not null && !IsAlike(before, own)))
        {
            return false;
        }

        if (MergeMember.Of(own) is { } ownMembers)
        {
            if (MergeMember.Of(other) is not { } otherMembers)
            {
                return false;
            }

            MergeMembers(own.Node, before is null ? [] : MergeMember.Of(before) ?? [], ownMembers, otherMembers);
            return true;
        }

        if (own.Elements() is not { } ownElements || other.Elements() is not { } otherElements)
        {
            return false;
        }

        var oldElements = before?.Elements();
        if (own.Node.Kind == SyntaxKind.Tuple)
        {
            if (ownElements.Count != otherElements.Count || (oldElements is not null && oldElements.Count != ownElements.Count))
            {
                return false;
            }

            for (var index = 0; index < ownElements.Count; index++)
            {
                MergeValues(oldElements?[index], ownElements[index], otherElements[index]);
            }

            return true;
        }

        List<IReadOnlyList<ValueNode>> lists = oldElements is null ? [ownElements, otherElements] : [ownElements, otherElements, oldElements];
        if (ElementIdentities.Of(lists, IsJson) is not { } names)
        {
            return false;
        }

        MergeNamed(
            own.Node,
            oldElements is null ? null : new(names[2], oldElements),
            new(names[0], ownElements),
            new(names[1], otherElements));
        return true;
    }

    private void MergeMembers(
        SyntaxNode container, IReadOnlyList<MergeMember> before, IReadOnlyList<MergeMember> ours, IReadOnlyList<MergeMember> theirs)
    {
        // Of several equal keys the last counts, in all three.
        var old = ById(before);
        var own = ById(ours);
        var other = ById(theirs);
        foreach (var (id, theirValue) in other)
        {
            var oldValue = old.GetValueOrDefault(id);
            var segment = RonPath.Of(theirValue.Node).Segments[^1];
            if (own.TryGetValue(id, out var ourValue))
            {
                MergeValues(oldValue, ourValue, theirValue);
            }
            else if (Comes(MergePlace.In(container, segment), oldValue, theirValue))
            {
                edits.Insert(container, segment, theirValue.Node);
            }
        }

        foreach (var (id, ourValue) in own.Where(member => !other.ContainsKey(member.Key)))
        {
            var oldValue = old.GetValueOrDefault(id);
            if (KeepMissing && oldValue is not null)
            {
                decisions.Keep(ourValue.Node, oldValue, ourValue);
            }
            else if (Goes(oldValue, ourValue))
            {
                edits.Remove(container, ourValue.Node, ours.Count(member => member.Id == id));
            }
        }
    }

    private void MergeNamed(SyntaxNode list, NamedList? old, NamedList ours, NamedList theirs)
    {
        var removed = new HashSet<string>(StringComparer.Ordinal);
        var inserted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, ourValue) in ours.Elements)
        {
            if (theirs.Find(name) is { } theirValue)
            {
                MergeValues(old?.Find(name), ourValue, theirValue);
            }
            else if (Goes(old?.Find(name), ourValue))
            {
                removed.Add(name);
            }
        }

        foreach (var (index, (name, theirValue)) in theirs.Elements.Index())
        {
            if (ours.Find(name) is null && Comes(MergePlace.In(list, new RonPathSegment.Element(index)), old?.Find(name), theirValue))
            {
                inserted.Add(name);
            }
        }

        var order = NamedOrder.Arrange(ours, theirs, removed, inserted);
        edits.ChangeList(
            list,
            order.Insertions.Select(item => (item.Position, theirs.Find(item.Name)!.Node)),
            removed.Select(ours.IndexOf));
        if (order.MovedLike(theirs) is { } permutation && MayMove(list, old, ours, theirs))
        {
            edits.Reorder(list, permutation);
        }
    }

    /// <summary>Whether the elements that both sides have are to stand as they do remotely.</summary>
    private bool MayMove(SyntaxNode list, NamedList? old, NamedList ours, NamedList theirs)
    {
        if (old is not null && !old.IsMovedIn(theirs))
        {
            return false;
        }

        var change = NamedList.OrderChange(ours, theirs);
        return old is not null && !old.IsMovedIn(ours)
            ? decisions.TakeOrder(list, change)
            : decisions.ContestOrder(list, old is null ? null : NamedList.OrderChange(old, theirs).Old, change);
    }

    /// <summary>Whether what only the remote has is to be added.</summary>
    private bool Comes(MergePlace place, ValueNode? old, ValueNode theirs)
    {
        if (HasBase && old is null)
        {
            return decisions.Take(place, null, theirs);
        }

        if (old?.Canonical == theirs.Canonical)
        {
            decisions.KeepRemoved(place, old);
            return false;
        }

        return decisions.Contest(place, old, null, theirs) && decisions.Force(() => decisions.Take(place, null, theirs));
    }

    /// <summary>Whether what only the local side has is to be removed.</summary>
    private bool Goes(ValueNode? old, ValueNode ours)
    {
        if (HasBase && old is null)
        {
            decisions.Keep(ours.Node, null, ours);
            return false;
        }

        var place = MergePlace.At(ours.Node);
        return old?.Canonical == ours.Canonical
            ? decisions.Take(place, ours, null)
            : decisions.Contest(place, old, ours, null) && decisions.Force(() => decisions.Take(place, ours, null));
    }

    private static bool IsAlike(ValueNode left, ValueNode right)
        => left.Name == right.Name && left.Value.GetType() == right.Value.GetType() && left.Node.Kind == right.Node.Kind;

    private static Dictionary<string, ValueNode> ById(IReadOnlyList<MergeMember> members)
    {
        var values = new Dictionary<string, ValueNode>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            values[member.Id] = member.Value;
        }

        return values;
    }
}
