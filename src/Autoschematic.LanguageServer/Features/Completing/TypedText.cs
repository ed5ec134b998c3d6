using Autoschematic.LanguageServer.Documents;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>The text of a string literal around the caret.</summary>
/// <param name="Before">What stands between the opening quote and the caret.</param>
/// <param name="Span">The whole content, or its line up to the caret's word when the literal is not closed.</param>
internal sealed record TypedText(string Before, TextSpan Span)
{
    public static TypedText? Of(Caret caret, SourceText text)
    {
        if (caret is not { IsInString: true, Token: { } token })
        {
            return null;
        }

        var quote = text.Text.IndexOf('"', token.Start);
        if (quote < 0 || quote >= caret.Offset)
        {
            return null;
        }

        var start = quote + 1;
        var hashes = quote - token.Start is > 0 and var fence ? fence - 1 : 0;
        var end = token.End > start && text.Text[token.End - 1] is '"' or '#' && token.End - 1 - hashes >= caret.Offset
            ? token.End - 1 - hashes
            : caret.Offset;

        // A literal that is not closed goes on to the next quote of the document.
        var line = text.Text.AsSpan(start, end - start).IndexOfAny('\r', '\n');
        end = line >= 0 ? Math.Max(caret.Offset, Math.Min(end, start + line)) : end;
        end = line >= 0 && start + line < caret.Offset ? caret.Offset : end;
        return new(text.Text[start..caret.Offset], TextSpan.FromBounds(start, end));
    }

    /// <summary>The part of the content from an offset in <see cref="Before"/> on.</summary>
    public TextSpan From(int offset) => TextSpan.FromBounds(Span.Start + offset, Span.End);
}
