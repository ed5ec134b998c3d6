using System.Globalization;
using System.Text;

namespace Autoschematic.Ron.Text;

/// <summary>Writes text as literals.</summary>
internal static class StringEncoder
{
    /// <summary>A RON string literal.</summary>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2);
        AppendQuoted(builder, text);
        return builder.ToString();
    }

    /// <summary>Appends a RON string literal, escaping only what must be and what could not be seen.</summary>
    public static void AppendQuoted(StringBuilder builder, ReadOnlySpan<char> text)
    {
        builder.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    builder.Append('\\').Append(c);
                    break;
                case '\n':
                    builder.Append("\\n");
                    break;
                case '\r':
                    builder.Append("\\r");
                    break;
                case '\t':
                    builder.Append("\\t");
                    break;
                case '\0':
                    builder.Append("\\0");
                    break;
                case < ' ' or '\u007F':
                    builder.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:x}}}");
                    break;
                default:
                    builder.Append(c);
                    break;
            }
        }

        builder.Append('"');
    }

    /// <summary>A JSON string literal.</summary>
    public static string QuoteJson(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => builder.Append('\\').Append(c),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                '\b' => builder.Append("\\b"),
                '\f' => builder.Append("\\f"),
                < ' ' => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => builder.Append(c),
            };
        }

        return builder.Append('"').ToString();
    }

    /// <summary>A raw string literal with as many <c>#</c> as the text needs, but not fewer than asked for.</summary>
    public static string QuoteRaw(string text, int hashes)
    {
        while (text.Contains('"' + new string('#', hashes), StringComparison.Ordinal))
        {
            hashes++;
        }

        var fence = new string('#', hashes);
        return $"r{fence}\"{text}\"{fence}";
    }

    /// <summary>Appends a RON string literal with whatever is invisible escaped, and the apostrophe on request.</summary>
    public static void AppendCanonical(StringBuilder builder, string text, bool escapesApostrophes)
    {
        builder.Append('"');
        for (var index = 0; index < text.Length; index++)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune))
            {
                builder.Append(text[index]);
                continue;
            }

            index += rune.Utf16SequenceLength - 1;
            _ = rune.Value switch
            {
                '"' or '\\' => builder.Append('\\').Append((char)rune.Value),
                '\'' when escapesApostrophes => builder.Append("\\'"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                '\0' => builder.Append("\\0"),
                >= ' ' and < 0x7F => builder.Append((char)rune.Value),
                _ when IsInvisible(rune) => builder.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
                _ => builder.Append(rune.ToString()),
            };
        }

        builder.Append('"');
    }

    /// <summary>A character literal.</summary>
    public static string QuoteCharacter(Rune rune) => rune.Value is '\'' or '\\' ? $"'\\{rune}'" : $"'{rune}'";

    /// <summary>A byte string literal, with apostrophes escaped on request.</summary>
    public static string QuoteBytes(ReadOnlySpan<byte> bytes, bool escapesApostrophes)
    {
        var builder = new StringBuilder(bytes.Length + 3).Append("b\"");
        foreach (var b in bytes)
        {
            _ = b switch
            {
                (byte)'"' or (byte)'\\' => builder.Append('\\').Append((char)b),
                (byte)'\'' when escapesApostrophes => builder.Append("\\'"),
                (byte)'\n' => builder.Append("\\n"),
                (byte)'\r' => builder.Append("\\r"),
                (byte)'\t' => builder.Append("\\t"),
                >= 0x20 and < 0x7F => builder.Append((char)b),
                _ => builder.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}"),
            };
        }

        return builder.Append('"').ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.SpacingCombiningMark => rune.Value is 0x09BE or 0x09D7 or 0x0B3E or 0x0B57 or 0x0BBE or 0x0BD7
            or 0x0CC0 or 0x0CC2 or 0x0CC7 or 0x0CC8 or 0x0CCA or 0x0CCB or 0x0CD5 or 0x0CD6 or 0x0D3E or 0x0D57 or 0x0DCF or 0x0DDF
            or 0x1B35 or 0x1B3B or 0x1B3D or 0x1B43 or 0x1B44 or 0x302E or 0x302F,
        _ => rune.Value is 0xFF9E or 0xFF9F,
    };
}
