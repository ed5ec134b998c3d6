using System.Text;

namespace Autoschematic.Ron.Text;

/// <summary>An immutable text with its line table and, when it came from a file, that file's path.</summary>
public sealed class SourceText
{
    private readonly Lazy<int[]> lineStarts;

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The text, kept as it is.</param>
    /// <param name="path">Where it came from, as shown in messages; null when it has no file.</param>
    public SourceText(string text, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        Path = path;
        lineStarts = new Lazy<int[]>(() => FindLineStarts(text));
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The file it came from, as shown in messages.</summary>
    public string? Path { get; }

    /// <summary>Number of UTF-16 code units.</summary>
    public int Length => Text.Length;

    /// <summary>Number of lines; an empty text has one.</summary>
    public int LineCount => lineStarts.Value.Length;

    /// <summary>The text of a span.</summary>
    public string ToString(TextSpan span) => Text.Substring(span.Start, span.Length);

    /// <summary>Line (from 1) and column (from 1, in Unicode scalars) of a UTF-16 offset.</summary>
    public TextPosition GetPosition(int offset)
    {
        var line = GetLineIndex(offset);
        var start = lineStarts.Value[line];
        var before = Text.AsSpan(start, offset - start);
        var column = before.Length + 1;

        // Only surrogates need a look, which matters where a hundred megabytes stand on one line.
        for (var pair = IndexOfPair(before); pair >= 0; pair = IndexOfPair(before))
        {
            column--;
            before = before[(pair + 2)..];
        }

        return new TextPosition(line + 1, column);
    }

    /// <summary>Zero-based line and zero-based UTF-16 column of an offset, as editors count.</summary>
    public (int Line, int Character) GetUtf16Position(int offset)
    {
        var line = GetLineIndex(offset);
        return (line, offset - lineStarts.Value[line]);
    }

    /// <summary>
    /// The offset of a zero-based line and zero-based UTF-16 column, as editors count: a column behind the end of the
    /// line is that end, a line behind the last is the end of the text, and a column inside a surrogate pair is before it.
    /// </summary>
    /// <param name="line">Line, from 0.</param>
    /// <param name="character">UTF-16 code units from the start of the line.</param>
    public int GetUtf16Offset(int line, int character)
    {
        if (line < 0 || line >= LineCount)
        {
            return line < 0 ? 0 : Length;
        }

        var start = lineStarts.Value[line];
        var end = line + 1 < LineCount ? lineStarts.Value[line + 1] - 1 : Length;
        end -= line + 1 < LineCount && end > start && Text[end - 1] == '\r' ? 1 : 0;
        var offset = start + Math.Clamp(character, 0, end - start);
        return offset > start && offset < Length && char.IsLowSurrogate(Text[offset]) && char.IsHighSurrogate(Text[offset - 1])
            ? offset - 1
            : offset;
    }

    /// <summary>The UTF-16 offset of a line and column in Unicode scalars, clamped to the text.</summary>
    public int GetOffset(TextPosition position)
    {
        if (position.Line < 1)
        {
            return 0;
        }

        if (position.Line > LineCount)
        {
            return Length;
        }

        var offset = lineStarts.Value[position.Line - 1];
        var end = offset + GetLine(position.Line).Length;
        for (var column = 1; column < position.Column && offset < end; column++)
        {
            offset += char.IsHighSurrogate(Text[offset]) && offset + 1 < end && char.IsLowSurrogate(Text[offset + 1]) ? 2 : 1;
        }

        return offset;
    }

    /// <summary>The UTF-8 byte offset of a UTF-16 offset.</summary>
    public int GetByteOffset(int offset) => Encoding.UTF8.GetByteCount(Text.AsSpan(0, offset));

    /// <summary>A line without its line break.</summary>
    /// <param name="line">Line number, from 1.</param>
    public string GetLine(int line)
    {
        var start = lineStarts.Value[line - 1];
        var end = line < LineCount ? lineStarts.Value[line] - 1 : Length;
        if (line < LineCount && end > start && Text[end - 1] == '\r')
        {
            end--;
        }

        return Text[start..end];
    }

    private static int IndexOfPair(ReadOnlySpan<char> text)
    {
        for (var start = 0; text[start..].IndexOfAnyInRange('\uD800', '\uDBFF') is var high and >= 0; start += high + 1)
        {
            var low = start + high + 1;
            if (low < text.Length && char.IsLowSurrogate(text[low]))
            {
                return low - 1;
            }
        }

        return -1;
    }

    private int GetLineIndex(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length);
        var index = Array.BinarySearch(lineStarts.Value, offset);
        return index >= 0 ? index : ~index - 1;
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var index = text.IndexOf('\n'); index >= 0; index = text.IndexOf('\n', index + 1))
        {
            starts.Add(index + 1);
        }

        return [.. starts];
    }
}
