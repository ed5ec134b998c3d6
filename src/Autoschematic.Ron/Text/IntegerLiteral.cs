namespace Autoschematic.Ron.Text;

/// <summary>Reads integer literals that are known to be well-formed.</summary>
internal static class IntegerLiteral
{
    /// <summary>Splits a literal into sign, magnitude (of at most 64 bits and one) and suffix.</summary>
    public static void Decode(ReadOnlySpan<char> literal, out bool negative, out UInt128 magnitude, out ReadOnlySpan<char> suffix)
    {
        negative = literal[0] == '-';
        var digits = literal[0] is '+' or '-' ? literal[1..] : literal;
        var radix = 10u;
        if (digits.Length > 1 && digits[0] == '0' && digits[1] is 'b' or 'o' or 'x')
        {
            radix = digits[1] switch { 'b' => 2u, 'o' => 8u, _ => 16u };
            digits = digits[2..];
        }

        suffix = default;
        if (radix == 10 && TryDecode(digits, out var small))
        {
            magnitude = small;
            return;
        }

        magnitude = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var c = digits[index];
            if (c is 'i' or 'u')
            {
                suffix = digits[index..];
                return;
            }

            magnitude = c == '_' ? magnitude : (magnitude * radix) + (uint)DigitOf(c);
        }

    }

    // Most numbers have a few digits and nothing else.
    private static bool TryDecode(ReadOnlySpan<char> digits, out ulong magnitude)
    {
        const int Longest = 18;
        magnitude = 0;
        foreach (var c in digits)
        {
            if (!CharacterClasses.IsDigit(c))
            {
                return false;
            }

            magnitude = (magnitude * 10) + (uint)(c - '0');
        }

        return digits.Length <= Longest;
    }

    public static int DigitOf(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    /// <summary>The largest magnitude of an integer with a suffix; without one, of the largest type.</summary>
    public static UInt128 LimitOf(ReadOnlySpan<char> suffix, bool negative)
    {
        if (suffix.IsEmpty)
        {
            return negative ? 1UL << 63 : ulong.MaxValue;
        }

        var bits = suffix[1..] switch { "8" => 8, "16" => 16, "32" => 32, _ => 64 };
        if (suffix[0] == 'u')
        {
            return negative ? 0 : (UInt128.One << bits) - 1;
        }

        return negative ? UInt128.One << (bits - 1) : (UInt128.One << (bits - 1)) - 1;
    }
}
