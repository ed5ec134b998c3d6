namespace Autoschematic.Model.Merging;

/// <summary>Where the elements of a merged list stand before any of them is moved.</summary>
/// <param name="Names">The merged list.</param>
/// <param name="Insertions">New elements, with the position in the local list before which each comes.</param>
internal sealed record NamedOrder(IReadOnlyList<string> Names, IReadOnlyList<(int Position, string Name)> Insertions)
{
    /// <summary>Puts each new element behind the one that it follows remotely.</summary>
    public static NamedOrder Arrange(NamedList ours, NamedList theirs, IReadOnlySet<string> removed, IReadOnlySet<string> inserted)
    {
        var names = ours.Names.Where(name => !removed.Contains(name)).ToList();
        var behind = -1;
        foreach (var name in theirs.Names)
        {
            if (inserted.Contains(name))
            {
                names.Insert(++behind, name);
            }
            else if (names.IndexOf(name) is var found and >= 0)
            {
                behind = found;
            }
        }

        var insertions = new List<(int, string)>();
        var position = 0;
        foreach (var name in names)
        {
            if (inserted.Contains(name))
            {
                insertions.Add((position, name));
            }
            else
            {
                position = ours.IndexOf(name) + 1;
            }
        }

        return new(names, insertions);
    }

    /// <summary>The positions to take the elements from so that those that another list has stand as they do there; null when they do already.</summary>
    public IReadOnlyList<int>? MovedLike(NamedList other)
    {
        var indices = Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var moved = new Queue<string>(other.Names.Where(indices.ContainsKey));
        var order = Names.Select(name => indices[other.Contains(name) ? moved.Dequeue() : name]).ToList();
        return order.SequenceEqual(Enumerable.Range(0, order.Count)) ? null : order;
    }
}
