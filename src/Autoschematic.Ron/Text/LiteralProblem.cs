namespace Autoschematic.Ron.Text;

/// <summary>What is wrong inside a literal.</summary>
internal enum LiteralProblem : byte
{
    None,
    UnknownEscape,
    BadHexDigit,
    NotUtf8,
    MissingBrace,
    NoDigits,
    UnclosedUnicode,
    NotScalar,
    UnicodeInByte,
    NotAscii,
    ControlCharacter,
    Unterminated,
    EndOfText,
    ExpectedQuote,
    NotOneCharacter,
    NotANumber,
    UnderscoreFirst,
    UnderscoreAfterPoint,
    BadDigit,
    OutOfRange,
    JsonNumber,
}
