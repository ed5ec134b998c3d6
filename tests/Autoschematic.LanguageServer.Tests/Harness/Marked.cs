namespace Autoschematic.LanguageServer.Tests.Harness;

/// <summary>A text with `‸` where the caret is.</summary>
public sealed record Marked(string Text, int Offset)
{
    private const char Caret = '‸';

    public int Line => Text.AsSpan(0, Offset).Count('\n');

    public int Character => Offset - (Text.LastIndexOf('\n', Math.Max(0, Offset - 1), Offset) + 1);

    public static Marked Parse(string text)
        => text.IndexOf(Caret, StringComparison.Ordinal) is >= 0 and var offset
            ? new(text.Remove(offset, 1), offset)
            : throw new ArgumentException("the text has no caret");
}
