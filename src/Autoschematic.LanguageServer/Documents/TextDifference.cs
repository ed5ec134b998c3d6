using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>The smallest single edit that makes one text of another, so that cursors and folds outside of it stay.</summary>
internal static class TextDifference
{
    public static TextEdit Between(SourceText before, string after)
    {
        var old = before.Text;
        var start = old.AsSpan().CommonPrefixLength(after);
        var room = Math.Min(old.Length, after.Length) - start;
        var end = 0;
        while (end < room && old[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        // A pair of surrogates, and a line break of two characters, is replaced as a whole.
        start -= start > 0 && IsSplit(old, start) | IsSplit(after, start) ? 1 : 0;
        end -= end > 0 && IsSplit(old, old.Length - end) | IsSplit(after, after.Length - end) ? 1 : 0;
        return new(before.RangeOf(TextSpan.FromBounds(start, old.Length - end)), after[start..^end]);
    }

    private static bool IsSplit(string text, int offset)
        => offset > 0 && offset < text.Length
            && ((char.IsHighSurrogate(text[offset - 1]) && char.IsLowSurrogate(text[offset])) || (text[offset - 1] == '\r' && text[offset] == '\n'));
}
