namespace Autoschematic.Ron.Parsing;

/// <summary>What a token is.</summary>
public enum TokenKind : byte
{
    /// <summary>The end of the text; empty.</summary>
    EndOfText,

    /// <summary>White space.</summary>
    Whitespace,

    /// <summary><c>// …</c> up to the line feed, which is not part of it.</summary>
    LineComment,

    /// <summary><c>/* … */</c>, possibly nested or unclosed.</summary>
    BlockComment,

    /// <summary><c>(</c>.</summary>
    OpenParenthesis,

    /// <summary><c>)</c>.</summary>
    CloseParenthesis,

    /// <summary><c>[</c>.</summary>
    OpenBracket,

    /// <summary><c>]</c>.</summary>
    CloseBracket,

    /// <summary><c>{</c>.</summary>
    OpenBrace,

    /// <summary><c>}</c>.</summary>
    CloseBrace,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>#</c>, the start of an attribute.</summary>
    Hash,

    /// <summary><c>!</c>, part of an attribute.</summary>
    Bang,

    /// <summary>An identifier, <c>r#</c> included.</summary>
    Identifier,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent; the words <c>inf</c> and <c>NaN</c> are identifiers unless they have a sign.</summary>
    Float,

    /// <summary><c>b'a'</c>.</summary>
    Byte,

    /// <summary><c>'a'</c>.</summary>
    Character,

    /// <summary><c>"text"</c>.</summary>
    String,

    /// <summary><c>r#"text"#</c>.</summary>
    RawString,

    /// <summary><c>b"bytes"</c>.</summary>
    ByteString,

    /// <summary><c>br#"bytes"#</c>.</summary>
    RawByteString,

    /// <summary>A character that starts no token.</summary>
    Bad,
}
