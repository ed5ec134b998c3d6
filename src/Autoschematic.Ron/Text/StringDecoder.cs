using System.Text;

namespace Autoschematic.Ron.Text;

/// <summary>Reads the content of string, byte string, character and byte literals that are known to be well-formed.</summary>
internal static class StringDecoder
{
    /// <summary>The text of <c>"…"</c>, from the characters between the quotes.</summary>
    public static string DecodeText(ReadOnlySpan<char> content, EscapeMode mode)
    {
        if (!content.Contains('\\'))
        {
            return content.ToString();
        }

        var builder = new StringBuilder(content.Length);
        while (content.IndexOf('\\') is var escape and >= 0)
        {
            builder.Append(content[..escape]);
            var offset = escape + 1;
            if (Escapes.Read(content, ref offset, mode, out var value, out _) == LiteralProblem.None && Rune.TryCreate(value, out var rune))
            {
                builder.Append(rune.ToString());
            }

            content = content[offset..];
        }

        return builder.Append(content).ToString();
    }

    /// <summary>The bytes of <c>b"…"</c>, from the characters between the quotes.</summary>
    public static byte[] DecodeBytes(ReadOnlySpan<char> content)
    {
        var bytes = new List<byte>(content.Length);
        while (content.IndexOf('\\') is var escape and >= 0)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(content[..escape].ToString()));
            var offset = escape + 1;
            if (Escapes.Read(content, ref offset, EscapeMode.Bytes, out var value, out var isByte) == LiteralProblem.None)
            {
                bytes.AddRange(isByte ? [(byte)value] : Encoding.UTF8.GetBytes(new Rune(value).ToString()));
            }

            content = content[offset..];
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(content.ToString()));
        return [.. bytes];
    }

    /// <summary>The scalar of a character literal or the byte of a byte literal, from the characters between the quotes.</summary>
    public static int DecodeSingle(ReadOnlySpan<char> content, EscapeMode mode)
    {
        if (content[0] != '\\')
        {
            return Rune.TryGetRuneAt(content.ToString(), 0, out var rune) ? rune.Value : Rune.ReplacementChar.Value;
        }

        var offset = 1;
        Escapes.Read(content, ref offset, mode, out var value, out _);
        return value;
    }
}
