using Autoschematic.Model.References;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Diffs;

/// <summary>Lists the fields that differ between two values, the deepest that can be named.</summary>
internal sealed class FieldComparer(BodyFormat format)
{
    private readonly List<FieldChange> changes = [];

    public IReadOnlyList<FieldChange> Compare(ValueNode? oldValue, ValueNode? newValue)
    {
        if (oldValue is not null && newValue is not null)
        {
            CompareValues("", oldValue, newValue);
        }
        else if ((oldValue ?? newValue) is { } only)
        {
            ListWhole(only, isNew: oldValue is null);
        }

        return changes;
    }

    /// <summary>What differs at a place of a body.</summary>
    public IReadOnlyList<FieldChange> Compare(string path, ValueNode oldValue, ValueNode newValue)
    {
        CompareValues(path, oldValue, newValue);
        return changes;
    }

    // A body that appears or goes is shown field by field as well.
    private void ListWhole(ValueNode value, bool isNew)
    {
        if (value.Unwrapped.Members(IsJson) is not { Count: > 0 } members)
        {
            Add("", isNew ? null : value, isNew ? value : null);
            return;
        }

        foreach (var (segment, member) in members)
        {
            Add(Join("", segment), isNew ? null : member, isNew ? member : null);
        }
    }

    private bool IsJson => format == BodyFormat.Json;

    private void CompareValues(string path, ValueNode oldWhole, ValueNode newWhole)
    {
        if (oldWhole.Canonical == newWhole.Canonical)
        {
            return;
        }

        var (oldValue, newValue) = (oldWhole.Unwrapped, newWhole.Unwrapped);
        if (oldValue.IsBareOf(newValue) && newValue.Members(IsJson) is { } gained)
        {
            CompareMembers(path, [], gained);
            return;
        }

        if (newValue.IsBareOf(oldValue) && oldValue.Members(IsJson) is { } lost)
        {
            CompareMembers(path, lost, []);
            return;
        }

        if (oldValue.Name == newValue.Name && oldValue.Value.GetType() == newValue.Value.GetType())
        {
            if (oldValue.Members(IsJson) is { } oldMembers && newValue.Members(IsJson) is { } newMembers)
            {
                CompareMembers(path, oldMembers, newMembers);
                return;
            }

            if (oldValue.Elements() is { } oldElements && newValue.Elements() is { } newElements)
            {
                CompareElements(path, oldElements, newElements);
                return;
            }
        }

        Add(path, oldWhole, newWhole);
    }

    private void CompareMembers(
        string path,
        IReadOnlyList<KeyValuePair<RonPathSegment, ValueNode>> oldMembers,
        IReadOnlyList<KeyValuePair<RonPathSegment, ValueNode>> newMembers)
    {
        // Of repeated keys the last counts.
        var oldBySegment = oldMembers.GroupBy(member => member.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        var newBySegment = newMembers.GroupBy(member => member.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        foreach (var (segment, removed) in oldBySegment.Where(member => !newBySegment.ContainsKey(member.Key)))
        {
            Add(Join(path, segment), removed, null);
        }

        foreach (var (segment, newValue) in newBySegment)
        {
            if (oldBySegment.TryGetValue(segment, out var oldValue))
            {
                CompareValues(Join(path, segment), oldValue, newValue);
            }
            else
            {
                Add(Join(path, segment), null, newValue);
            }
        }
    }

    private void CompareElements(string path, IReadOnlyList<ValueNode> oldElements, IReadOnlyList<ValueNode> newElements)
    {
        var pairs = ElementIdentities.Find(oldElements, newElements, IsJson) is { } identities
            ? identities.Pair()
            : ElementAlignment.Pair(oldElements, newElements);
        foreach (var (oldIndex, newIndex) in pairs)
        {
            var at = Join(path, new RonPathSegment.Element(newIndex ?? oldIndex!.Value));
            if (oldIndex is { } removed && newIndex is { } added)
            {
                CompareValues(at, oldElements[removed], newElements[added]);
            }
            else
            {
                Add(at, oldIndex is { } old ? oldElements[old] : null, newIndex is { } fresh ? newElements[fresh] : null);
            }
        }

        if (ElementIdentities.Find(oldElements, newElements, IsJson)?.OrderChange() is { } order)
        {
            changes.Add(new($"{path} (order)", order.Old, order.New));
        }
    }

    private void Add(string path, ValueNode? oldValue, ValueNode? newValue)
        => changes.Add(new(path, oldValue?.Source, newValue?.Source));

    private static string Join(string path, RonPathSegment segment)
        => segment is RonPathSegment.Field && path.Length > 0 ? $"{path}.{segment}" : $"{path}{segment}";
}
