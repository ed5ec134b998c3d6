using Autoschematic.Ron.Editing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Merging;

/// <summary>Collects edits of one tree and makes them in an order in which none moves the place of another.</summary>
internal sealed class TreeEdits(SyntaxTree tree)
{
    private readonly List<NodeEdit> nodes = [];
    private readonly List<(int Depth, Func<SyntaxTree, SyntaxTree?> Edit)> steps = [];

    public bool IsEmpty => nodes.Count == 0 && steps.Count == 0;

    public void Replace(SyntaxNode node, SyntaxNode source) => nodes.Add(new NodeEdit.Replacement(node, source.Source.ToString()));

    public void Comment(MergePlace place, IReadOnlyList<string> lines)
        => nodes.Add(place.Segment is null ? new NodeEdit.CommentAbove(place.Node, lines) : new NodeEdit.CommentAtEnd(place.Node, lines));

    public void Insert(SyntaxNode container, RonPathSegment segment, SyntaxNode source)
    {
        var path = RonPath.Of(container).Append(segment);
        var text = source.Source.ToString();
        Add(path, current => TreeEditor.Insert(current, path, text, []));
    }

    /// <summary>Removes a member, and the others of the same key.</summary>
    public void Remove(SyntaxNode container, SyntaxNode member, int repeats)
    {
        var path = RonPath.Of(container).Append(RonPath.Of(member).Segments[^1]);
        for (var index = 0; index < repeats; index++)
        {
            Add(path, current => TreeEditor.Remove(current, path, []));
        }
    }

    /// <summary>Inserts elements before positions, in order, and removes those at others; all positions are those of the list as it is.</summary>
    public void ChangeList(SyntaxNode list, IEnumerable<(int Position, SyntaxNode Source)> insertions, IEnumerable<int> removals)
    {
        // From the end; where something goes and something comes, what goes makes room first.
        var changes = insertions.Select(item => (item.Position, Source: (SyntaxNode?)item.Source))
            .Concat(removals.Select(position => (Position: position, Source: (SyntaxNode?)null)))
            .Index()
            .OrderByDescending(pair => pair.Item.Position)
            .ThenByDescending(pair => pair.Index)
            .Select(pair => pair.Item);
        foreach (var (position, source) in changes)
        {
            var path = RonPath.Of(list).Append(new RonPathSegment.Element(position));
            var text = source?.Source.ToString();
            Add(path, current => text is null ? TreeEditor.Remove(current, path, []) : TreeEditor.Insert(current, path, text, []));
        }
    }

    public void Reorder(SyntaxNode list, IReadOnlyList<int> order)
    {
        var path = RonPath.Of(list);
        steps.Add((path.Segments.Count, current => TreeEditor.Reorder(current, path, order, [])));
    }

    /// <summary>The changed text; null when the edits do not give a document.</summary>
    public string? Apply()
    {
        var current = TreeEditor.Apply(tree, nodes, []);

        // The deepest first: the paths of the others do not change by them.
        foreach (var (_, edit) in steps.OrderByDescending(step => step.Depth))
        {
            current = current is null ? null : edit(current);
        }

        return current?.Text.Text;
    }

    private void Add(RonPath path, Func<SyntaxTree, SyntaxTree?> edit) => steps.Add((path.Segments.Count - 1, edit));
}
