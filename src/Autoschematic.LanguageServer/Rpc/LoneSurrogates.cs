namespace Autoschematic.LanguageServer.Rpc;

/// <summary>Replaces halves of surrogate pairs in JSON by U+FFFD, so that one of them does not make a whole message unreadable.</summary>
/// <remarks>The replacement is as long, in JSON and in UTF-16, so that positions stay.</remarks>
internal static class LoneSurrogates
{
    public static void Mend(Span<byte> json)
    {
        for (var at = 0; json[at..].IndexOf((byte)'\\') is var next and >= 0;)
        {
            at += next;
            if (UnitAt(json, at) is not { } unit)
            {
                at = Math.Min(at + 2, json.Length);
            }
            else if (char.IsHighSurrogate(unit) && UnitAt(json, at + 6) is { } low && char.IsLowSurrogate(low))
            {
                at += 12;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    "FFFD"u8.CopyTo(json[(at + 2)..]);
                }

                at += 6;
            }
        }
    }

    /// <summary>The code unit of an escape `\uXXXX` that begins at an offset.</summary>
    private static char? UnitAt(ReadOnlySpan<byte> json, int offset)
    {
        if (offset + 6 > json.Length || json[offset] != '\\' || json[offset + 1] != 'u')
        {
            return null;
        }

        var value = 0;
        foreach (var digit in json.Slice(offset + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return null;
            }

            value = (value * 16) + Convert.ToInt32(((char)digit).ToString(), 16);
        }

        return (char)value;
    }
}
