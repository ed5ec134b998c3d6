using System.Text;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Editing;

/// <summary>Puts the elements of a list into another order; each takes its own comments along.</summary>
internal static class Reordering
{
    /// <param name="layout">The document.</param>
    /// <param name="list">The list.</param>
    /// <param name="order">Old positions in their new order.</param>
    public static TextEdit Of(Layout layout, SyntaxNode list, IReadOnlyList<int> order)
    {
        var elements = list.Children.ToList();
        var slots = new List<Slot>(elements.Count);
        var start = list.Span.Start + 1;
        foreach (var element in elements)
        {
            var comma = layout.CommaAfter(element.Span.End);
            var end = EndOfTail(layout, list, comma ?? element.Span.End);
            var before = comma is null ? "" : layout.Text[element.Span.End..(comma.Value - 1)];
            slots.Add(new Slot(
                layout.Text[start..element.Span.Start],
                element.Source.ToString() + before,
                comma is not null,
                layout.Text[(comma ?? element.Span.End)..end]));
            start = end;
        }

        var text = new StringBuilder();
        var needsLine = false;
        for (var position = 0; position < order.Count; position++)
        {
            var (place, moved) = (slots[position], slots[order[position]]);

            // White space belongs to the place, comments to the element.
            var lead = place.Lead[..^place.Lead.AsSpan().TrimStart().Length] + moved.Lead.TrimStart();
            if (needsLine && !lead.Contains('\n', StringComparison.Ordinal))
            {
                lead = layout.NewLine + layout.IndentAt(elements[0].Span.Start) + lead.TrimStart();
            }

            text.Append(lead).Append(moved.Body).Append(place.HasComma ? "," : "").Append(moved.Tail);
            needsLine = moved.Tail.Contains("//", StringComparison.Ordinal) || moved.Body.Contains("//", StringComparison.Ordinal);
        }

        if (needsLine && !layout.Text[start..].StartsWith('\n') && !layout.Text[start..].StartsWith("\r\n", StringComparison.Ordinal))
        {
            text.Append(layout.NewLine).Append(layout.IndentAt(list.Span.Start));
        }

        return new TextEdit(TextSpan.FromBounds(list.Span.Start + 1, start), text.ToString());
    }

    // What stands between two elements on one line belongs to the second.
    private static int EndOfTail(Layout layout, SyntaxNode list, int start)
    {
        var end = layout.EndOfLineComments(start);
        var next = end;
        while (layout.Text[next] is ' ' or '\t')
        {
            next++;
        }

        return layout.Text[next] is '\n' or '\r' || next == list.Span.End - 1 ? end : start;
    }

    /// <param name="Lead">From the end of the element before to this one.</param>
    /// <param name="Body">The element, with what stands before its comma.</param>
    /// <param name="HasComma">Whether a comma follows.</param>
    /// <param name="Tail">Comments behind it on its line.</param>
    private sealed record Slot(string Lead, string Body, bool HasComma, string Tail);
}
