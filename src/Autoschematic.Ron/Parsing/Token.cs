using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>A token or a piece of white space or comment; one begins where the last ended.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it is.</param>
public readonly record struct Token(TokenKind Kind, TextSpan Span);
