using System.Globalization;
using System.Text;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Editing;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>Bodies a little different from a good one and still well-formed: one value changed, or one element left out.</summary>
internal static class BodyVariants
{
    /// <summary>Every variant with one value changed, then those with one element less.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(BodyFormat format, ReadOnlyMemory<byte> body)
        => Changes(format, body).Concat(Removals(format, body));

    /// <summary>Some of the variants, the same for the same choices.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Choose(BodyFormat format, ReadOnlyMemory<byte> body, int count, Random choices)
    {
        var all = Of(format, body).ToArray();
        choices.Shuffle(all);
        return all[..Math.Min(count, all.Length)];
    }

    /// <summary>One value changed: a text or number a little, a truth turned; one line in other text.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Changes(BodyFormat format, ReadOnlyMemory<byte> body)
    {
        if (BodyTrees.Decode(body.Span) is not { } text)
        {
            return [];
        }

        return BodyTrees.Parse(format, body.Span) is not { } tree
            ? TextChanges(text)
            : tree.Diagnostics.Count > 0 ? []
            : Edits(tree).Select(edit => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Replace(text, edit.Node, edit.Source)));
    }

    /// <summary>One element of a container left out, or one line.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Removals(BodyFormat format, ReadOnlyMemory<byte> body)
    {
        if (BodyTrees.Decode(body.Span) is not { } text)
        {
            return [];
        }

        return BodyTrees.Parse(format, body.Span) is not { } tree
            ? TextRemovals(text)
            : tree.Diagnostics.Count > 0 ? []
            : Elements(tree)
                .Select(path => TreeEditor.Remove(tree, path, new DiagnosticBag()))
                .OfType<SyntaxTree>()
                .Select(smaller => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(smaller.Text.Text));
    }

    /// <summary>The values that hold nothing but themselves.</summary>
    public static IEnumerable<SyntaxNode> Leaves(SyntaxTree tree)
        => Nodes(tree).Where(node => node.IsValue && !node.IsContainer && !IsKey(node));

    public static string Replace(string text, SyntaxNode node, string source)
        => string.Concat(text.AsSpan(0, node.Span.Start), source, text.AsSpan(node.Span.End));

    private static IEnumerable<(SyntaxNode Node, string Source)> Edits(SyntaxTree tree)
    {
        foreach (var literal in tree.StringLiterals().Where(literal => !literal.IsKey))
        {
            yield return (literal.Node, literal.Encode(literal.Value + "x"));
        }

        foreach (var leaf in Leaves(tree))
        {
            var source = leaf.Source.ToString();
            if (leaf.Kind == SyntaxKind.Boolean)
            {
                yield return (leaf, source == "true" ? "false" : "true");
            }
            else if (leaf.Kind == SyntaxKind.Integer && long.TryParse(source, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue)
            {
                yield return (leaf, (number + 1).ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static IEnumerable<RonPath> Elements(SyntaxTree tree)
        => Nodes(tree).Where(node => node.Parent is { } parent && (node.Kind is SyntaxKind.Field or SyntaxKind.Entry || (node.IsValue && parent.Kind == SyntaxKind.List)))
            .Select(node => RonPath.Of(node.Value ?? node));

    private static IEnumerable<SyntaxNode> Nodes(SyntaxTree tree)
    {
        var open = new Stack<SyntaxNode>([tree.Root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse())
            {
                open.Push(child);
            }
        }
    }

    private static bool IsKey(SyntaxNode node) => node.Parent is { } parent && parent.Key == node;

    private static IEnumerable<ReadOnlyMemory<byte>> TextChanges(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].Length > 0)
            {
                yield return Encoding.UTF8.GetBytes(string.Join('\n', lines.Index().Select(line => line.Index == index ? line.Item + "x" : line.Item)));
            }
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> TextRemovals(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length && lines.Length > 1; index++)
        {
            yield return Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, other) => other != index)));
        }
    }
}
