using System.Globalization;
using System.Text;

namespace Autoschematic.Sdk.Resources;

/// <summary>Names of remote things as parts of addresses: what no address can hold is written as `%2F` is for `/`.</summary>
internal static class AddressParts
{
    public static string Encode(string value, bool isDeep)
    {
        if (value.Length == 0)
        {
            throw new ArgumentException("An empty name cannot stand in an address", nameof(value));
        }

        var encoded = new StringBuilder(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (IsEncoded(character, isDeep) || (character == '%' && Escaped(value.AsSpan(index), isDeep) is not null))
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{(int)character:X2}");
            }
            else
            {
                encoded.Append(character);
            }
        }

        return encoded.Length == value.Length ? value : encoded.ToString();
    }

    public static string Decode(string part, bool isDeep)
    {
        var decoded = new StringBuilder(part.Length);
        for (var index = 0; index < part.Length; index++)
        {
            if (Escaped(part.AsSpan(index), isDeep) is { } character)
            {
                decoded.Append(character);
                index += 2;
            }
            else
            {
                decoded.Append(part[index]);
            }
        }

        return decoded.Length == part.Length ? part : decoded.ToString();
    }

    private static bool IsEncoded(char character, bool isDeep) => character is < ' ' or '\x7F' || (character == '/' && !isDeep);

    // Only what is ever encoded is an escape, so that a name has one address only: `%41` is just these three characters.
    private static char? Escaped(ReadOnlySpan<char> text, bool isDeep)
    {
        // Digits are looked at by hand: the parser of numbers would take `0` followed by a NUL too.
        if (text is not ['%', var high, var low, ..] || !char.IsAsciiHexDigitUpper(high) || !char.IsAsciiHexDigitUpper(low))
        {
            return null;
        }

        var octet = byte.Parse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return IsEncoded((char)octet, isDeep) || (octet == '%' && Escaped(['%', .. text[3..]], isDeep) is not null) ? (char)octet : null;
    }
}
