using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Editing;

/// <summary>Takes fields, entries and elements out.</summary>
internal static class Removal
{
    public static IReadOnlyList<TextEdit> Of(Layout layout, SyntaxNode container, SyntaxNode element)
    {
        var elements = container.Children.Where(child => child.Kind != SyntaxKind.Name).ToList();
        var position = elements.FindIndex(candidate => candidate.Index == element.Index);
        var isLast = position == elements.Count - 1;
        var comma = layout.CommaAfter(element.Span.End);
        var edits = new List<TextEdit>();

        // JSON has no comma behind the last element, so the one before gives its comma up.
        if (isLast && position > 0 && (layout.IsJson || comma is null)
            && layout.CommaAfter(elements[position - 1].Span.End) is { } orphan && comma is null)
        {
            edits.Add(new TextEdit(new TextSpan(orphan - 1, 1), ""));
        }

        var end = layout.EndOfLineComments(comma ?? element.Span.End);
        var lineEnd = SkipBlanks(layout.Text, end);
        if (layout.IsFirstOnLine(element.Span.Start) && lineEnd < layout.Text.Length && layout.Text[lineEnd] is '\n' or '\r')
        {
            // From the end of the line before to the end of its own line.
            var start = LeadingStart(layout, element.Span.Start);
            edits.Add(new TextEdit(TextSpan.FromBounds(start, lineEnd), ""));
        }
        else
        {
            end = comma ?? element.Span.End;
            var start = element.Span.Start;
            if (isLast)
            {
                while (start > 0 && layout.Text[start - 1] is ' ' or '\t')
                {
                    start--;
                }
            }
            else
            {
                end = SkipBlanks(layout.Text, end);
            }

            start = edits.Count > 0 ? Math.Max(start, edits[0].Span.End) : start;
            edits.Add(new TextEdit(TextSpan.FromBounds(start, end), ""));
        }

        // `()` would be the unit; a tuple without values has a space.
        var leavesUnit = elements.Count == 1 && container.Name is null && (container.Kind is SyntaxKind.Tuple or SyntaxKind.Struct);
        return leavesUnit ? [.. edits.SkipLast(1), edits[^1] with { NewText = " " }] : edits;
    }

    // Comments on the lines directly above belong to the element; a blank line ends them.
    private static int LeadingStart(Layout layout, int elementStart)
    {
        var start = LineBreakBefore(layout.Text, layout.LineStart(elementStart));
        var pending = start;
        foreach (var token in layout.TokensBefore(elementStart))
        {
            if (token.Kind is TokenKind.LineComment or TokenKind.BlockComment)
            {
                pending = token.Span.Start;
                if (layout.IsFirstOnLine(pending))
                {
                    start = LineBreakBefore(layout.Text, layout.LineStart(pending));
                }
                else
                {
                    break;
                }
            }
            else if (token.Kind != TokenKind.Whitespace || layout.Tree.Text.ToString(token.Span).Count(c => c == '\n') > 1)
            {
                break;
            }
        }

        return start;
    }

    private static int LineBreakBefore(string text, int lineStart)
    {
        var start = Math.Max(0, lineStart - 1);
        return start > 0 && text[start] == '\n' && text[start - 1] == '\r' ? start - 1 : start;
    }

    private static int SkipBlanks(string text, int offset)
    {
        while (offset < text.Length && text[offset] is ' ' or '\t')
        {
            offset++;
        }

        return offset;
    }
}
