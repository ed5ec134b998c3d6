using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Diffs;

/// <summary>Lists whose elements share a key that names them, such as `name` or `id`, are compared by that key.</summary>
internal sealed class ElementIdentities
{
    private static readonly string[] Keys = ["name", "id", "uid", "key"];

    private readonly IReadOnlyList<string> oldNames;
    private readonly IReadOnlyList<string> newNames;

    private ElementIdentities(IReadOnlyList<string> oldNames, IReadOnlyList<string> newNames)
    {
        this.oldNames = oldNames;
        this.newNames = newNames;
    }

    /// <summary>The identities of two lists, or null when no key names every element of both.</summary>
    public static ElementIdentities? Find(IReadOnlyList<ValueNode> oldElements, IReadOnlyList<ValueNode> newElements, bool isJson)
    {
        if (oldElements.Count == 0 || newElements.Count == 0)
        {
            return null;
        }

        var oldMembers = oldElements.Select(element => element.Unwrapped.Members(isJson)).ToList();
        var newMembers = newElements.Select(element => element.Unwrapped.Members(isJson)).ToList();
        foreach (var key in Keys)
        {
            if (NamesOf(oldMembers, key, name => name.Source) is { } oldNames && NamesOf(newMembers, key, name => name.Source) is { } newNames)
            {
                return new(oldNames, newNames);
            }
        }

        return null;
    }

    /// <summary>The names of every element of several lists, equal for equal values; null when no key names them all, or all lists are empty.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Of(IReadOnlyList<IReadOnlyList<ValueNode>> lists, bool isJson)
    {
        if (lists.All(list => list.Count == 0))
        {
            return null;
        }

        var members = lists.Select(list => list.Select(element => element.Unwrapped.Members(isJson)).ToList()).ToList();
        foreach (var key in Keys)
        {
            var names = members.Select(list => NamesOf(list, key, name => name.Canonical)).OfType<List<string>>().ToList();
            if (names.Count == lists.Count)
            {
                return names;
            }
        }

        return null;
    }

    /// <summary>What names an element, for people; its whole source when nothing does.</summary>
    public static string Label(ValueNode element)
    {
        var members = element.Unwrapped.Members(isJson: false);
        return Keys.Select(key => members?.Where(member => IsNamed(member.Key, key)).Select(member => member.Value.Source).LastOrDefault())
            .OfType<string>().FirstOrDefault() ?? element.Source;
    }

    /// <summary>Indices in the old and the new list: removed elements first, then the new list in its order.</summary>
    public IEnumerable<(int? Old, int? New)> Pair()
    {
        var oldIndices = oldNames.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var kept = newNames.ToHashSet(StringComparer.Ordinal);
        return oldNames.Index().Where(entry => !kept.Contains(entry.Item)).Select(entry => ((int?)entry.Index, (int?)null))
            .Concat(newNames.Index().Select(entry => (oldIndices.TryGetValue(entry.Item, out var old) ? (int?)old : null, (int?)entry.Index)));
    }

    /// <summary>The names that both lists have, when their order differs.</summary>
    public (string Old, string New)? OrderChange()
    {
        var oldCommon = oldNames.Where(newNames.ToHashSet(StringComparer.Ordinal).Contains).ToList();
        var newCommon = newNames.Where(oldNames.ToHashSet(StringComparer.Ordinal).Contains).ToList();
        return oldCommon.SequenceEqual(newCommon) ? null : (string.Join(", ", oldCommon), string.Join(", ", newCommon));
    }

    private static List<string>? NamesOf(
        List<IReadOnlyList<KeyValuePair<RonPathSegment, ValueNode>>?> elements, string key, Func<ValueNode, string> nameOf)
    {
        var names = new List<string>();
        foreach (var members in elements)
        {
            var value = members?.Where(member => IsNamed(member.Key, key)).Select(member => member.Value).LastOrDefault();
            if (value?.Value is not (RonValue.Text or RonValue.Number))
            {
                return null;
            }

            names.Add(nameOf(value));
        }

        return names.Distinct(StringComparer.Ordinal).Count() == names.Count ? names : null;
    }

    private static bool IsNamed(RonPathSegment segment, string key)
        => segment is RonPathSegment.Field { Name: var name } ? name == key : segment is RonPathSegment.Key { Text: var text } && text == key;
}
