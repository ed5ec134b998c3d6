using System.Text;

namespace Autoschematic.Ron.Text;

/// <summary>Reads one escape sequence of a literal.</summary>
internal static class Escapes
{
    /// <summary>Reads the escape behind a backslash.</summary>
    /// <param name="text">The source.</param>
    /// <param name="offset">Behind the backslash; moved behind the escape, or to where reading stopped.</param>
    /// <param name="mode">Which escapes there are.</param>
    /// <param name="value">The scalar, or the byte of <c>\xHH</c> in a byte literal.</param>
    /// <param name="isByte">Whether <paramref name="value"/> is a byte and not a scalar.</param>
    public static LiteralProblem Read(ReadOnlySpan<char> text, ref int offset, EscapeMode mode, out int value, out bool isByte)
    {
        value = 0;
        isByte = false;
        if (offset >= text.Length)
        {
            return LiteralProblem.EndOfText;
        }

        var c = text[offset];
        offset += Width(text, offset);
        return mode == EscapeMode.Json ? ReadJson(text, ref offset, c, out value) : ReadRon(text, ref offset, mode, c, out value, out isByte);
    }

    private static LiteralProblem ReadRon(ReadOnlySpan<char> text, ref int offset, EscapeMode mode, char c, out int value, out bool isByte)
    {
        isByte = false;
        switch (c)
        {
            case '\'' or '"' or '\\':
                value = c;
                return LiteralProblem.None;
            case 'n':
                value = '\n';
                return LiteralProblem.None;
            case 'r':
                value = '\r';
                return LiteralProblem.None;
            case 't':
                value = '\t';
                return LiteralProblem.None;
            case '0':
                value = 0;
                return LiteralProblem.None;
            case 'x':
                isByte = mode is EscapeMode.Bytes or EscapeMode.Byte;
                return isByte ? ReadHexByte(text, ref offset, out value) : ReadUtf8(text, ref offset, mode == EscapeMode.Character, out value);
            case 'u':
                var problem = ReadBraced(text, ref offset, out value);
                return problem == LiteralProblem.None && mode == EscapeMode.Byte ? LiteralProblem.UnicodeInByte : problem;
            default:
                value = 0;
                return LiteralProblem.UnknownEscape;
        }
    }

    private static LiteralProblem ReadJson(ReadOnlySpan<char> text, ref int offset, char c, out int value)
    {
        value = c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => -1,
        };
        if (value >= 0)
        {
            return LiteralProblem.None;
        }

        if (c != 'u')
        {
            return LiteralProblem.UnknownEscape;
        }

        var problem = ReadFourDigits(text, ref offset, out value);
        if (problem != LiteralProblem.None || !char.IsSurrogate((char)value))
        {
            return problem;
        }

        if (!char.IsHighSurrogate((char)value) || offset + 1 >= text.Length || text[offset] != '\\' || text[offset + 1] != 'u')
        {
            return LiteralProblem.NotScalar;
        }

        offset += 2;
        problem = ReadFourDigits(text, ref offset, out var low);
        if (problem == LiteralProblem.None && !char.IsLowSurrogate((char)low))
        {
            return LiteralProblem.NotScalar;
        }

        value = problem == LiteralProblem.None ? char.ConvertToUtf32((char)value, (char)low) : value;
        return problem;
    }

    private static LiteralProblem ReadFourDigits(ReadOnlySpan<char> text, ref int offset, out int value)
    {
        value = 0;
        for (var digit = 0; digit < 4; digit++)
        {
            if (offset >= text.Length)
            {
                return LiteralProblem.EndOfText;
            }

            if (!char.IsAsciiHexDigit(text[offset]))
            {
                return LiteralProblem.BadHexDigit;
            }

            value = (value << 4) | HexValue(text[offset++]);
        }

        return LiteralProblem.None;
    }

    private static LiteralProblem ReadHexByte(ReadOnlySpan<char> text, ref int offset, out int value)
    {
        value = 0;
        for (var digit = 0; digit < 2; digit++)
        {
            if (offset >= text.Length)
            {
                return LiteralProblem.EndOfText;
            }

            var c = text[offset];
            offset += Width(text, offset);
            if (!char.IsAsciiHexDigit(c))
            {
                return LiteralProblem.BadHexDigit;
            }

            value = (value << 4) | HexValue(c);
        }

        return LiteralProblem.None;
    }

    // A character beyond ASCII may be spelled as its UTF-8 bytes, `\xe2\x82\xac`.
    private static LiteralProblem ReadUtf8(ReadOnlySpan<char> text, ref int offset, bool single, out int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var count = 1; count <= 4; count++)
        {
            if (count > 1)
            {
                if (offset + 1 >= text.Length || text[offset] != '\\' || text[offset + 1] != 'x')
                {
                    value = 0;
                    return LiteralProblem.NotUtf8;
                }

                offset += 2;
            }

            var problem = ReadHexByte(text, ref offset, out value);
            if (problem != LiteralProblem.None)
            {
                return problem;
            }

            bytes[count - 1] = (byte)value;
            if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) == System.Buffers.OperationStatus.Done && used == count)
            {
                value = rune.Value;
                return LiteralProblem.None;
            }

            if (single)
            {
                return LiteralProblem.NotUtf8;
            }
        }

        value = 0;
        return LiteralProblem.NotUtf8;
    }

    private static LiteralProblem ReadBraced(ReadOnlySpan<char> text, ref int offset, out int value)
    {
        value = 0;
        if (offset >= text.Length || text[offset] != '{')
        {
            return LiteralProblem.MissingBrace;
        }

        offset++;
        var digits = 0;
        for (; digits < 6; digits++)
        {
            if (offset >= text.Length)
            {
                return LiteralProblem.EndOfText;
            }

            var c = text[offset];
            if (c == '}')
            {
                break;
            }

            offset += Width(text, offset);
            if (!char.IsAsciiHexDigit(c))
            {
                return LiteralProblem.BadHexDigit;
            }

            value = (value << 4) | HexValue(c);
        }

        if (digits == 0)
        {
            return LiteralProblem.NoDigits;
        }

        if (offset >= text.Length || text[offset] != '}')
        {
            return LiteralProblem.UnclosedUnicode;
        }

        offset++;
        return Rune.IsValid(value) ? LiteralProblem.None : LiteralProblem.NotScalar;
    }

    private static int HexValue(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    private static int Width(ReadOnlySpan<char> text, int offset)
        => char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;
}
