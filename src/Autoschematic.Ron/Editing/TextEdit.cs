using System.Text;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Editing;

/// <summary>Replaces a span of a text.</summary>
internal readonly record struct TextEdit(TextSpan Span, string NewText)
{
    /// <summary>Applies edits that are in order and do not overlap.</summary>
    public static string Apply(string text, IReadOnlyList<TextEdit> edits)
    {
        var builder = new StringBuilder(text.Length + 64);
        var offset = 0;
        foreach (var edit in edits)
        {
            builder.Append(text, offset, edit.Span.Start - offset).Append(edit.NewText);
            offset = edit.Span.End;
        }

        return builder.Append(text, offset, text.Length - offset).ToString();
    }
}
