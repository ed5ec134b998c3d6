using Autoschematic.Ron.Values;

namespace Autoschematic.TestConnector.Bodies;

/// <summary>Whether RON values are the same to the cloud, which knows no order of fields and entries.</summary>
internal static class RonMeaning
{
    public static bool Same(RonValue left, RonValue right)
        => (left, right) switch
        {
            (RonValue.Map one, RonValue.Map other) => SameEntries(one.Entries, other.Entries),
            (RonValue.Struct one, RonValue.Struct other) => one.Name == other.Name && SameEntries(one.Fields, other.Fields),
            (RonValue.List one, RonValue.List other) => SameItems(one.Items, other.Items),
            (RonValue.Tuple one, RonValue.Tuple other) => one.Name == other.Name && SameItems(one.Items, other.Items),
            (RonValue.Some one, RonValue.Some other) => Same(one.Value, other.Value),
            _ => left.Equals(right),
        };

    private static bool SameItems(RonList<RonValue> left, RonList<RonValue> right)
        => left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second));

    private static bool SameEntries<TKey>(RonList<KeyValuePair<TKey, RonValue>> left, RonList<KeyValuePair<TKey, RonValue>> right)
        where TKey : notnull
    {
        // A key that stands twice counts with its last value.
        var mine = left.GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        var theirs = right.GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        return mine.Count == theirs.Count && mine.All(entry => theirs.TryGetValue(entry.Key, out var other) && Same(entry.Value, other));
    }
}
