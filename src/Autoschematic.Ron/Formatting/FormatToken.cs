using Autoschematic.Ron.Parsing;

namespace Autoschematic.Ron.Formatting;

/// <summary>A token that is printed, with what was around it.</summary>
/// <param name="Kind">What it is; never white space.</param>
/// <param name="Source">Its source, a piece of the document's text.</param>
/// <param name="LinesBefore">Line breaks between it and the token or comment before it.</param>
/// <param name="IsSpaced">Whether there is white space before it.</param>
internal readonly record struct FormatToken(TokenKind Kind, ReadOnlyMemory<char> Source, int LinesBefore, bool IsSpaced)
{
    public ReadOnlySpan<char> Text => Source.Span;

    public bool IsComment => Kind is TokenKind.LineComment or TokenKind.BlockComment;

    public bool IsOpener => Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace;

    public bool IsCloser => Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace;
}
