using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>
/// A place in a document as its brackets and names tell it, which does not need the document to parse: all that matters is
/// what stands before the place, and which fields the same brackets hold behind it.
/// </summary>
/// <param name="Offset">Where it is.</param>
/// <param name="Frames">The brackets around it, outermost first.</param>
/// <param name="Token">The token it is in, or at the end of; null between tokens.</param>
/// <param name="Kind">What that token is.</param>
/// <param name="Next">The first token behind it, white space and comments aside.</param>
/// <param name="IsValueDone">Whether a whole value stands before it already, so that only a comma can follow.</param>
internal sealed record Caret(
    int Offset, IReadOnlyList<CaretFrame> Frames, TextSpan? Token, TokenKind Kind, TokenKind Next, bool IsValueDone)
{
    /// <summary>The innermost brackets; null outside of any.</summary>
    public CaretFrame? Frame => Frames.Count > 0 ? Frames[^1] : null;

    public bool IsInComment => Kind is TokenKind.LineComment or TokenKind.BlockComment;

    public bool IsInString => Kind is TokenKind.String or TokenKind.RawString;

    public bool IsInName => Kind == TokenKind.Identifier;

    /// <summary>Whether the place is one for a name or key rather than for its value.</summary>
    public bool IsAtLabel => Frame is { Opener: not '[', Label: null };

    /// <summary>What a name that is chosen here replaces.</summary>
    public TextSpan Word => Token is { } token && IsInName ? token : new TextSpan(Offset, 0);
}
