using System.Text;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>Another text in the place of a span.</summary>
internal readonly record struct TextReplacement(TextSpan Span, string NewText)
{
    /// <summary>What makes one text of another: line by line while their numbers agree, else all that differs at once.</summary>
    public static IReadOnlyList<TextReplacement> Between(string oldText, string newText)
    {
        var (oldLines, newLines) = (Lines(oldText), Lines(newText));
        if (oldLines.Count != newLines.Count)
        {
            return new TextReplacement(new(0, oldText.Length), newText).Narrowed(oldText) is { } whole ? [whole] : [];
        }

        return
        [
            .. oldLines.Zip(newLines)
                .Select(pair => new TextReplacement(pair.First, newText.Substring(pair.Second.Start, pair.Second.Length)).Narrowed(oldText))
                .OfType<TextReplacement>(),
        ];
    }

    /// <summary>The text with replacements made that are in order; null when they overlap.</summary>
    public static string? Apply(string text, IReadOnlyList<TextReplacement> replacements)
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var (span, newText) in replacements)
        {
            if (span.Start < copied)
            {
                return null;
            }

            result.Append(text, copied, span.Start - copied).Append(newText);
            copied = span.End;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The same without what both texts begin and end with; null when nothing is left.</summary>
    public TextReplacement? Narrowed(string text)
    {
        var old = text.AsSpan(Span.Start, Span.Length);
        var prefix = old.CommonPrefixLength(NewText);
        while (prefix > 0 && IsInside(text, Span.Start + prefix))
        {
            prefix--;
        }

        var most = Math.Min(old.Length, NewText.Length) - prefix;
        var suffix = 0;
        while (suffix < most && old[^(suffix + 1)] == NewText[^(suffix + 1)])
        {
            suffix++;
        }

        while (suffix > 0 && IsInside(text, Span.End - suffix))
        {
            suffix--;
        }

        return prefix + suffix == old.Length && old.Length == NewText.Length
            ? null
            : new(TextSpan.FromBounds(Span.Start + prefix, Span.End - suffix), NewText[prefix..^suffix]);
    }

    public TextEdit In(SourceText text) => new(text.RangeOf(Span), NewText);

    // Between the two halves of a pair, or of a line break, there is no place that an editor could name.
    private static bool IsInside(string text, int offset)
        => offset > 0 && offset < text.Length
            && ((text[offset - 1] == '\r' && text[offset] == '\n') || char.IsSurrogatePair(text[offset - 1], text[offset]));

    private static List<TextSpan> Lines(string text)
    {
        var lines = new List<TextSpan>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(TextSpan.FromBounds(start, end));
            start = end;
        }

        return lines;
    }
}
