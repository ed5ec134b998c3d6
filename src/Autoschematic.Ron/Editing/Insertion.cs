using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Editing;

/// <summary>Adds fields, entries and elements.</summary>
internal static class Insertion
{
    /// <summary>The edits that add a value; null when the container cannot hold it.</summary>
    public static IReadOnlyList<TextEdit>? Of(Layout layout, SyntaxNode container, RonPathSegment segment, Fragment fragment)
    {
        var elements = container.Children.Where(child => child.Kind != SyntaxKind.Name).ToList();
        var position = elements.Count;
        string label;
        switch (segment)
        {
            case RonPathSegment.Element element when container.Kind is SyntaxKind.List or SyntaxKind.Tuple && element.Position <= elements.Count:
                position = element.Position;
                label = "";
                break;
            case RonPathSegment.Field field when IsStructLike(container, elements.Count):
                label = $"{field.Name}: ";
                break;
            case RonPathSegment.Key key when IsStructLike(container, elements.Count):
                label = $"{NameOf(key.Text)}: ";
                break;
            case RonPathSegment.Field or RonPathSegment.Key when container.Kind == SyntaxKind.Map:
                label = $"{KeyOf(layout, segment)}: ";
                break;
            case RonPathSegment.KeySource key when container.Kind == SyntaxKind.Map && !layout.IsJson:
                label = $"{key.Source}: ";
                break;
            default:
                return null;
        }

        if (elements.Count == 0)
        {
            return IntoEmpty(layout, container, label, fragment);
        }

        var isVertical = layout.Text.AsSpan(container.Span.Start..elements[0].Span.Start).Contains('\n')
            || layout.Text.AsSpan(elements[^1].Span.End..container.Span.End).Contains('\n');
        return isVertical
            ? OnOwnLine(layout, container, elements, position, label, fragment)
            : InLine(layout, container, elements, position, label, fragment);
    }

    private static bool IsStructLike(SyntaxNode container, int elements)
        => container.Kind is SyntaxKind.Struct or SyntaxKind.Unit || (container.Kind == SyntaxKind.Tuple && elements == 0);

    private static string NameOf(string name)
        => CharacterClasses.IdentifierStart(name, 0) is var start and > 0 && CharacterClasses.SkipIdentifierParts(name, start) == name.Length
            ? name
            : $"r#{name}";

    private static string KeyOf(Layout layout, RonPathSegment segment)
    {
        var text = segment is RonPathSegment.Key key ? key.Text : ((RonPathSegment.Field)segment).Name;
        return layout.IsJson ? StringEncoder.QuoteJson(text) : StringEncoder.Quote(text);
    }

    private static List<TextEdit> IntoEmpty(Layout layout, SyntaxNode container, string label, Fragment fragment)
    {
        var closer = container.Span.End - 1;
        var indent = layout.IndentAt(container.Span.Start);
        var inner = indent + layout.Step;
        var line = $"{layout.NewLine}{inner}{label}{fragment.Indented(inner, layout.NewLine)}{(layout.IsJson ? "" : ",")}";

        // White space before the bracket goes; comments stay where they are.
        var start = closer;
        while (layout.Text[start - 1] is ' ' or '\t' or '\r' or '\n')
        {
            start--;
        }

        return [new TextEdit(TextSpan.FromBounds(start, closer), $"{line}{layout.NewLine}{indent}")];
    }

    private static List<TextEdit> InLine(
        Layout layout, SyntaxNode container, List<SyntaxNode> elements, int position, string label, Fragment fragment)
    {
        // The comments before the first element are its own.
        var anchor = position == 0 ? Start(layout, container) : elements[position - 1].Span.End;
        while (position == 0 && layout.Text[anchor] is (' ' or '\t'))
        {
            anchor++;
        }

        var text = label + fragment.Indented(layout.IndentAt(anchor), layout.NewLine);
        return [new TextEdit(new TextSpan(anchor, 0), position == 0 ? $"{text}, " : $", {text}")];
    }

    /// <summary>Offset behind the opening bracket.</summary>
    private static int Start(Layout layout, SyntaxNode container)
        => container.Name is { } name ? Parsing.Trivia.Skip(layout.Tree, name.Span.End) + 1 : container.Span.Start + 1;

    private static List<TextEdit> OnOwnLine(
        Layout layout, SyntaxNode container, List<SyntaxNode> elements, int position, string label, Fragment fragment)
    {
        var edits = new List<TextEdit>();
        var neighbour = elements[Math.Min(position, elements.Count - 1)].Span.Start;
        var indent = layout.IsFirstOnLine(neighbour)
            ? layout.IndentAt(neighbour)
            : layout.IndentAt(container.Span.Start) + layout.Step;
        int anchor;
        if (position == 0)
        {
            anchor = Start(layout, container);
        }
        else
        {
            var before = elements[position - 1].Span.End;
            anchor = layout.CommaAfter(before) ?? before;
            if (anchor == before)
            {
                edits.Add(new TextEdit(new TextSpan(before, 0), ","));
            }
        }

        anchor = layout.EndOfLineComments(anchor);
        var isLast = position == elements.Count;
        var comma = isLast && layout.IsJson ? "" : ",";
        var text = $"{layout.NewLine}{indent}{label}{fragment.Indented(indent, layout.NewLine)}{comma}";
        var nextStart = isLast ? container.Span.End - 1 : elements[position].Span.Start;
        if (!layout.Text.AsSpan(anchor..nextStart).Contains('\n'))
        {
            text += layout.NewLine + (isLast ? layout.IndentAt(container.Span.Start) : indent);
        }

        edits.Add(new TextEdit(new TextSpan(anchor, 0), text));
        return edits;
    }
}
