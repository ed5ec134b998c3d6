using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Text;
using Range = Autoschematic.LanguageServer.Protocol.Range;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>Between offsets of a text and the positions of LSP.</summary>
internal static class Positions
{
    /// <summary>The offset of a position; one behind the end of a line, or of the text, is that end, and one inside a surrogate pair is before it.</summary>
    public static int OffsetOf(this SourceText text, Position position) => text.GetUtf16Offset(position.Line, position.Character);

    public static TextSpan SpanOf(this SourceText text, Range range)
    {
        var start = text.OffsetOf(range.Start);
        var end = text.OffsetOf(range.End);
        return TextSpan.FromBounds(Math.Min(start, end), Math.Max(start, end));
    }

    public static Position PositionOf(this SourceText text, int offset)
    {
        var (line, character) = text.GetUtf16Position(offset);
        return new(line, character);
    }

    public static Range RangeOf(this SourceText text, TextSpan span) => new(text.PositionOf(span.Start), text.PositionOf(span.End));
}
