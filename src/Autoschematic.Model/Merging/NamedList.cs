using Autoschematic.Model.Diffs;

namespace Autoschematic.Model.Merging;

/// <summary>A list whose elements are told apart by a name.</summary>
internal sealed class NamedList(IReadOnlyList<string> names, IReadOnlyList<ValueNode> elements)
{
    private readonly Dictionary<string, int> indices = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<(string Name, ValueNode Value)> Elements { get; } = [.. names.Zip(elements)];

    public bool Contains(string name) => indices.ContainsKey(name);

    public int IndexOf(string name) => indices[name];

    public ValueNode? Find(string name) => indices.TryGetValue(name, out var index) ? elements[index] : null;

    /// <summary>Whether the elements of both stand in different orders.</summary>
    public bool IsMovedIn(NamedList other) => !names.Where(other.Contains).SequenceEqual(other.Names.Where(Contains));

    /// <summary>The orders of the elements that both have, in words.</summary>
    public static (string Old, string New) OrderChange(NamedList left, NamedList right)
        => (Describe(left, right), Describe(right, left));

    private static string Describe(NamedList list, NamedList other)
        => string.Join(", ", list.Elements.Where(element => other.Contains(element.Name)).Select(element => ElementIdentities.Label(element.Value)));
}
