using System.Diagnostics;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Editing;

/// <summary>Turns changes at nodes into edits of the text.</summary>
internal static class NodeEdits
{
    /// <summary>The edits in text order; null after reporting that a source is no value.</summary>
    public static IReadOnlyList<TextEdit>? Of(SyntaxTree tree, IReadOnlyList<NodeEdit> edits, DiagnosticBag diagnostics)
    {
        var layout = new Layout(tree);
        var made = new List<TextEdit>();
        foreach (var edit in edits)
        {
            switch (edit)
            {
                case NodeEdit.Replacement replacement:
                    if (Fragment.TryRead(tree, replacement.Source, diagnostics) is not { } fragment)
                    {
                        return null;
                    }

                    var span = replacement.Node.Span;
                    made.Add(new TextEdit(span, fragment.Indented(layout.IndentAt(span.Start), layout.NewLine)));
                    break;
                case NodeEdit.CommentAbove comment:
                    made.Add(Above(layout, OwnerOf(comment.Node).Span.Start, comment.Lines));
                    break;
                case NodeEdit.CommentAtEnd comment:
                    made.Add(AtEnd(layout, comment.Container, comment.Lines));
                    break;
                default:
                    throw new UnreachableException(edit.GetType().Name);
            }
        }

        // Comments of one place stay in the order they were asked for.
        return [.. made.Index().OrderBy(pair => pair.Item.Span.Start).ThenBy(pair => pair.Item.Span.Length).ThenBy(pair => pair.Index).Select(pair => pair.Item)];
    }

    private static SyntaxNode OwnerOf(SyntaxNode value)
        => value.Parent is { Kind: SyntaxKind.Field or SyntaxKind.Entry } owner ? owner : value;

    private static TextEdit Above(Layout layout, int start, IReadOnlyList<string> lines)
    {
        var indent = layout.IndentAt(start);
        var isFirst = layout.IsFirstOnLine(start);
        var text = string.Concat(lines.Select(line => $"// {line}{layout.NewLine}{indent}"));
        return new TextEdit(new TextSpan(start, 0), isFirst ? text : $"{layout.NewLine}{indent}{text}");
    }

    private static TextEdit AtEnd(Layout layout, SyntaxNode container, IReadOnlyList<string> lines)
    {
        var closer = container.Span.End - 1;
        var indent = layout.IndentAt(container.Span.Start);
        if (layout.IsFirstOnLine(closer))
        {
            var lineStart = layout.LineStart(closer);
            return new TextEdit(
                new TextSpan(lineStart, 0), string.Concat(lines.Select(line => $"{indent}{layout.Step}// {line}{layout.NewLine}")));
        }

        var text = string.Concat(lines.Select(line => $"{layout.NewLine}{indent}{layout.Step}// {line}"));
        return new TextEdit(new TextSpan(closer, 0), $"{text}{layout.NewLine}{indent}");
    }
}
