using System.Globalization;
using System.Text;

namespace Autoschematic.Ron.Text;

/// <summary>Which characters make white space and identifiers.</summary>
internal static class CharacterClasses
{
    public static bool IsWhitespace(char c) => c switch
    {
        ' ' or '\t' or '\n' or '\r' or '\v' or '\f' => true,
        < '\u0080' => false,
        '\u0085' or '\u200E' or '\u200F' or '\u2028' or '\u2029' => true,
        _ => false,
    };

    public static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    /// <summary>Length in code units of the identifier's first character at an offset; 0 when none starts there.</summary>
    public static int IdentifierStart(ReadOnlySpan<char> text, int offset)
    {
        if (offset >= text.Length)
        {
            return 0;
        }

        var c = text[offset];
        if (c < 0x80)
        {
            return char.IsAsciiLetter(c) || c == '_' ? 1 : 0;
        }

        return Rune.DecodeFromUtf16(text[offset..], out var rune, out var length) == System.Buffers.OperationStatus.Done && IsXidStart(rune.Value)
            ? length
            : 0;
    }

    /// <summary>Length in code units of the identifier character at an offset; 0 when there is none.</summary>
    public static int IdentifierPart(ReadOnlySpan<char> text, int offset)
    {
        if (offset >= text.Length)
        {
            return 0;
        }

        var c = text[offset];
        if (c < 0x80)
        {
            return char.IsAsciiLetterOrDigit(c) || c == '_' ? 1 : 0;
        }

        return Rune.DecodeFromUtf16(text[offset..], out var rune, out var length) == System.Buffers.OperationStatus.Done && IsXidContinue(rune.Value)
            ? length
            : 0;
    }

    /// <summary>Offset behind the identifier characters from an offset on.</summary>
    public static int SkipIdentifierParts(ReadOnlySpan<char> text, int offset)
    {
        while (true)
        {
            while ((uint)offset < (uint)text.Length && (char.IsAsciiLetterOrDigit(text[offset]) || text[offset] == '_'))
            {
                offset++;
            }

            var length = (uint)offset < (uint)text.Length && text[offset] >= 0x80 ? IdentifierPart(text, offset) : 0;
            if (length == 0)
            {
                return offset;
            }

            offset += length;
        }
    }

    /// <summary>Offset behind the characters a raw identifier may hold, from an offset on.</summary>
    public static int SkipRawIdentifierParts(ReadOnlySpan<char> text, int offset)
    {
        while (true)
        {
            var length = offset < text.Length && text[offset] is '.' or '+' or '-' ? 1 : IdentifierPart(text, offset);
            if (length == 0)
            {
                return offset;
            }

            offset += length;
        }
    }

    private static bool IsXidStart(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            => !IsCompatibilityException(scalar) && scalar is not (0x0E33 or 0x0EB3 or 0xFF9E or 0xFF9F or 0x2E2F),
        _ => scalar is 0x1885 or 0x1886 or 0x2118 or 0x212E,
    };

    private static bool IsXidContinue(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            => !IsCompatibilityException(scalar) && scalar != 0x2E2F,
        _ => scalar is 0x1885 or 0x1886 or 0x2118 or 0x212E or 0x00B7 or 0x0387 or (>= 0x1369 and <= 0x1371) or 0x19DA
            or 0x200C or 0x200D or 0x30FB or 0xFF65,
    };

    // Letters whose compatibility normalisation is no identifier: in ID_Start but not in XID_Start (UAX #31, 5.1).
    private static bool IsCompatibilityException(int scalar)
        => scalar is 0x037A or (>= 0xFC5E and <= 0xFC63) or 0xFDFA or 0xFDFB
            or 0xFE70 or 0xFE72 or 0xFE74 or 0xFE76 or 0xFE78 or 0xFE7A or 0xFE7C or 0xFE7E;
}
