using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>The messages of lexer and parser.</summary>
internal static class SyntaxDiagnostics
{
    public static Diagnostic UnexpectedCharacter(SourceLocation at, string found)
        => Diagnostic.Error("RON001", $"Unexpected {found}", at, "remove it, or put it into a string");

    public static Diagnostic ExpectedValue(SourceLocation at, string found)
        => Diagnostic.Error("RON002", $"Expected a value, found {found}", at);

    public static Diagnostic ExpectedSeparator(SourceLocation at, char closer, string found)
        => Diagnostic.Error("RON003", $"Expected `,` or `{closer}`, found {found}", at);

    public static Diagnostic Unclosed(SourceLocation at, char opener, char closer, TextPosition opened)
        => Diagnostic.Error("RON004", $"Expected `{closer}`, found the end of the text", at, $"the `{opener}` at {opened} is not closed");

    public static Diagnostic ExpectedColon(SourceLocation at, string found)
        => Diagnostic.Error("RON005", $"Expected `:`, found {found}", at);

    public static Diagnostic ExpectedFieldName(SourceLocation at, string found)
        => Diagnostic.Error("RON006", $"Expected a field name, found {found}", at, "once a struct has named fields, all of them need a name");

    public static Diagnostic TrailingText(SourceLocation at, string found)
        => Diagnostic.Error("RON007", $"Expected the end of the text, found {found}", at, "a document has one root value");

    public static Diagnostic RawPrefixNeeded(SourceLocation at, string name)
        => Diagnostic.Error("RON008", $"`{name}` is no plain identifier", at, $"write `r#{name}`");

    public static Diagnostic TooDeep(SourceLocation at, int limit)
        => Diagnostic.Error("RON009", $"Values are nested more than {limit} levels deep", at);

    public static Diagnostic BadAttribute(SourceLocation at, string expected, string found)
        => Diagnostic.Error("RON010", $"Expected {expected} in an attribute, found {found}", at, "attributes look like `#![enable(implicit_some)]`");

    public static Diagnostic UnknownExtension(SourceLocation at, string name, string? nearest)
        => Diagnostic.Error("RON011", $"Unknown extension `{name}`", at, nearest is null ? null : $"did you mean `{nearest}`?");

    public static Diagnostic UnclosedComment(SourceLocation at)
        => Diagnostic.Error("RON012", "The comment is not closed", at, "end it with `*/`");

    public static Diagnostic JsonComment(SourceLocation at)
        => Diagnostic.Error("RON013", "JSON has no comments", at);

    public static Diagnostic JsonTrailingComma(SourceLocation at)
        => Diagnostic.Error("RON014", "JSON has no comma behind the last element", at, "remove the comma");

    public static Diagnostic JsonKey(SourceLocation at, string found)
        => Diagnostic.Error("RON015", $"Expected a string as key, found {found}", at);

    public static Diagnostic TooMany(SourceLocation at)
        => Diagnostic.Error("RON016", "Too many errors; the rest is not shown", at);

    public static Diagnostic NotUtf8(SourceLocation at, int offset)
        => Diagnostic.Error("RON017", $"The file is not UTF-8 from byte {offset} on", at, "save it as UTF-8 without a byte-order mark");

    public static Diagnostic Literal(SourceLocation at, LiteralProblem problem, TokenKind token) => problem switch
    {
        LiteralProblem.Unterminated => Diagnostic.Error("RON020", "The string is not closed", at, "end it with the quote (and `#`) it began with"),
        LiteralProblem.EndOfText => Diagnostic.Error("RON021", "The text ends inside a literal", at),
        LiteralProblem.ExpectedQuote when token is TokenKind.RawString or TokenKind.RawByteString
            => Diagnostic.Error("RON022", "Expected `\"` behind the `#` of a raw string", at),
        LiteralProblem.ExpectedQuote => Diagnostic.Error("RON023", "Expected a closing `'` behind one character", at, "texts of several characters stand in `\"`"),
        LiteralProblem.NotOneCharacter => Diagnostic.Error("RON024", "The character is missing between the quotes", at),
        LiteralProblem.NotAscii => Diagnostic.Error("RON025", "A byte literal holds one ASCII character", at),
        LiteralProblem.ControlCharacter => Diagnostic.Error("RON026", "JSON strings hold no raw control characters or line breaks", at, "write an escape such as `\\n`"),
        LiteralProblem.UnknownEscape => Diagnostic.Error("RON030", "Unknown escape", at, "escapes are `\\\"`, `\\\\`, `\\n`, `\\r`, `\\t` and those of code points; a raw string `r\"…\"` needs none"),
        LiteralProblem.BadHexDigit => Diagnostic.Error("RON031", "Expected a hexadecimal digit in the escape", at),
        LiteralProblem.NotUtf8 => Diagnostic.Error("RON032", "The `\\x` escapes do not spell a character in UTF-8", at, "write `\\u{…}`"),
        LiteralProblem.MissingBrace => Diagnostic.Error("RON033", "Expected `{` in the Unicode escape", at),
        LiteralProblem.NoDigits => Diagnostic.Error("RON034", "The Unicode escape has no digits", at),
        LiteralProblem.UnclosedUnicode => Diagnostic.Error("RON035", "The Unicode escape has more than six digits or no `}`", at),
        LiteralProblem.NotScalar => Diagnostic.Error("RON036", "The escape is no Unicode scalar value", at),
        LiteralProblem.UnicodeInByte => Diagnostic.Error("RON037", "A byte literal holds no Unicode escape", at, "write `\\xHH`"),
        LiteralProblem.UnderscoreFirst => Diagnostic.Error("RON040", "A number does not begin with `_`", at),
        LiteralProblem.UnderscoreAfterPoint => Diagnostic.Error("RON041", "`_` does not follow the point or sign of a number", at),
        LiteralProblem.BadDigit => Diagnostic.Error("RON042", "The number has a digit beyond its base", at),
        LiteralProblem.OutOfRange => Diagnostic.Error("RON043", "The number is too large for its type", at),
        LiteralProblem.JsonNumber => Diagnostic.Error("RON044", "Not a number as JSON writes it", at, "digits stand on both sides of the point, and leading zeros and `+` are not allowed"),
        _ => Diagnostic.Error("RON045", "Not a number", at),
    };
}
