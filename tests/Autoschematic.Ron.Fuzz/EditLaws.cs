using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Editing;
using Autoschematic.Ron.Syntax;
using static Autoschematic.Ron.Fuzz.Laws;

namespace Autoschematic.Ron.Fuzz;

/// <summary>What edits must keep: they change one place, and the rest stays as it was.</summary>
public static class EditLaws
{
    private const int MaximumEdits = 12;

    public static void Check(SyntaxTree tree)
    {
        if (tree.Diagnostics.Count > 0)
        {
            Require(TreeEditor.Set(tree, RonPath.Root, "1", new DiagnosticBag()) is null, "a broken document is edited");
            return;
        }

        var step = Math.Max(1, tree.NodeCount / MaximumEdits);
        for (var index = 1; index < tree.NodeCount; index += step)
        {
            var node = NodeOf(tree, index);
            var path = RonPath.Of(node);
            if (node.IsValue && tree.Find(path) == node)
            {
                CheckSet(tree, path, node);
                CheckRemove(tree, path, node);
                CheckInsert(tree, path, node);
            }
        }
    }

    private static void CheckSet(SyntaxTree tree, RonPath path, SyntaxNode node)
    {
        var edited = TreeEditor.Set(tree, path, "42", new DiagnosticBag());
        Require(edited is not null, $"`{path}` cannot be set");
        var expected = tree.Text.Text[..node.Span.Start] + "42" + tree.Text.Text[node.Span.End..];
        Require(edited!.Text.Text == expected, $"setting `{path}` changes more than the value:\n{edited.Text.Text}");
        Require(edited.Find(path) is { } found && found.Source is "42", $"`{path}` does not hold what was set");
        var back = TreeEditor.Set(edited, path, tree.Text.ToString(node.Span), new DiagnosticBag());
        Require(node.Source.Contains('\n') || back!.Text.Text == tree.Text.Text, $"setting `{path}` back does not restore the text");
    }

    private static void CheckRemove(SyntaxTree tree, RonPath path, SyntaxNode node)
    {
        var edited = TreeEditor.Remove(tree, path, new DiagnosticBag());
        if (path.Segments.Count == 0)
        {
            Require(edited is null, "the root was removed");
            return;
        }

        Require(edited is not null, $"`{path}` cannot be removed");
        var container = ContainerOf(tree, path)!.Value;
        if (IsSome(container))
        {
            // With one value left it is an option, and that is no container.
            return;
        }

        var removed = ElementWith(container, node);
        var expected = Sources(container).Where((_, index) => index != removed);
        Require(
            Sources(ContainerOf(edited!, path)).SequenceEqual(expected),
            $"removing `{path}` changes its neighbours:\n{edited!.Text.Text}");
        Require(
            CommentsOf(edited).Count() <= CommentsOf(tree).Count() && tree.Text.Length > edited.Text.Length - 1,
            $"removing `{path}` adds something:\n{edited.Text.Text}");
    }

    private static void CheckInsert(SyntaxTree tree, RonPath path, SyntaxNode node)
    {
        var container = ContainerOf(tree, path.Append(new RonPathSegment.Element(0)));
        if (container is not { } target)
        {
            return;
        }

        var count = Sources(target).Count();
        foreach (var position in new[] { 0, count }.Distinct())
        {
            RonPathSegment? segment = target.Kind switch
            {
                SyntaxKind.List or SyntaxKind.Tuple => new RonPathSegment.Element(position),
                SyntaxKind.Struct => new RonPathSegment.Field("zz_new"),
                SyntaxKind.Map => new RonPathSegment.Key("zz new"),
                _ => null,
            };
            var place = segment is null ? path : path.Append(segment);
            if (segment is null || (position == 0 && count > 0 && segment is not RonPathSegment.Element) || IsOptionOf(node, target, segment))
            {
                continue;
            }

            if (segment is not RonPathSegment.Element && tree.Find(place) is not null)
            {
                continue;
            }

            var edited = TreeEditor.Insert(tree, place, "[7]", new DiagnosticBag());
            Require(edited is not null || Depth(node) > 100, $"nothing can be inserted at `{place}`");
            if (edited is null)
            {
                continue;
            }

            Require(edited.Find(place) is { } found && found.Source is "[7]", $"`{place}` does not hold what was inserted:\n{edited.Text.Text}");
            var sources = Sources(ContainerOf(edited, place)).ToList();
            sources.RemoveAt(segment is RonPathSegment.Element ? position : count);
            Require(sources.SequenceEqual(Sources(target)), $"inserting `{place}` changes its neighbours:\n{edited.Text.Text}");
            Require(CommentsOf(edited).SequenceEqual(CommentsOf(tree)), $"inserting `{place}` changes comments:\n{edited.Text.Text}");
        }
    }

    // With one value more, or none, `Some(…)` would be another thing.
    private static bool IsOptionOf(SyntaxNode node, SyntaxNode target, RonPathSegment segment)
        => segment is RonPathSegment.Element && IsSome(target) || node.Kind == SyntaxKind.Unit;

    private static bool IsSome(SyntaxNode node) => node.Name is { } name && name.Source is "Some";

    private static int Depth(SyntaxNode node)
    {
        var depth = 0;
        for (SyntaxNode? current = node; current is not null; current = current.Value.Parent)
        {
            depth++;
        }

        return depth;
    }

    private static SyntaxNode? ContainerOf(SyntaxTree tree, RonPath path)
    {
        var node = tree.Find(new RonPath(path.Segments.SkipLast(1)));
        while (node is { } value)
        {
            if (value.Kind == SyntaxKind.BareSome)
            {
                node = value.Value;
            }
            else if (value is { Kind: SyntaxKind.Tuple } && IsSome(value) && value.Children.Count(child => child.IsValue) == 1)
            {
                node = value.Children.First(child => child.IsValue);
            }
            else
            {
                break;
            }
        }

        return node is { IsContainer: true } ? node : null;
    }

    private static int ElementWith(SyntaxNode container, SyntaxNode node)
        => Elements(container).TakeWhile(child => child.Span.End < node.Span.End).Count();

    private static IEnumerable<string> Sources(SyntaxNode? container)
        => container is { } value ? Elements(value).Select(child => child.Source.ToString()) : [];

    private static IEnumerable<SyntaxNode> Elements(SyntaxNode container)
        => container.Children.Where(child => child.Kind != SyntaxKind.Name);
}
