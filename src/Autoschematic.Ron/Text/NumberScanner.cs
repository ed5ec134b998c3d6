namespace Autoschematic.Ron.Text;

/// <summary>Finds where a number ends and whether it is a whole one.</summary>
internal static class NumberScanner
{
    /// <summary>Scans a number that starts at an offset with a digit, a sign or a point.</summary>
    /// <param name="text">The source.</param>
    /// <param name="start">First character.</param>
    /// <param name="end">Behind the last one; where reading stopped when there is a problem.</param>
    /// <param name="isFloat">Whether it can only be read as a floating-point number.</param>
    public static LiteralProblem Scan(ReadOnlySpan<char> text, int start, out int end, out bool isFloat)
    {
        var digits = start + (text[start] is '+' or '-' ? 1 : 0);
        var floatEnd = SkipFloat(text, digits);
        var integerEnd = SkipInteger(text, digits);
        if (digits > start && (StartsWord(text, digits, "inf", out end) || StartsWord(text, digits, "NaN", out end)))
        {
            isFloat = true;
            return LiteralProblem.None;
        }

        isFloat = floatEnd > integerEnd;
        if (isFloat)
        {
            return ScanFloat(text, start, floatEnd, out end);
        }

        var problem = ScanInteger(text, digits, integerEnd, text[start] == '-', out end);
        if (problem is LiteralProblem.BadDigit or LiteralProblem.OutOfRange && ScanFloat(text, start, floatEnd, out var asFloat) == LiteralProblem.None && asFloat >= end)
        {
            isFloat = true;
            end = asFloat;
            return LiteralProblem.None;
        }

        return problem;
    }

    /// <summary>JSON's number: no leading zeros, no sign but minus, digits on both sides of the point.</summary>
    public static LiteralProblem ScanJson(ReadOnlySpan<char> text, int start, out int end, out bool isFloat)
    {
        isFloat = false;
        end = start + (text[start] == '-' ? 1 : 0);
        var first = end;
        SkipDigits(text, ref end);
        if (end == first || (text[first] == '0' && end > first + 1))
        {
            return LiteralProblem.JsonNumber;
        }

        if (end < text.Length && text[end] == '.')
        {
            isFloat = true;
            var fraction = ++end;
            SkipDigits(text, ref end);
            if (end == fraction)
            {
                return LiteralProblem.JsonNumber;
            }
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            isFloat = true;
            end++;
            end += end < text.Length && text[end] is '+' or '-' ? 1 : 0;
            var exponent = end;
            SkipDigits(text, ref end);
            if (end == exponent)
            {
                return LiteralProblem.JsonNumber;
            }
        }

        isFloat |= IsBeyondIntegers(text[first..end], text[start] == '-');
        return LiteralProblem.None;
    }

    // As in RON, what no integer type holds is a floating-point number.
    private static bool IsBeyondIntegers(ReadOnlySpan<char> number, bool negative)
    {
        const int DigitsOfLongest = 20;
        UInt128 magnitude = 0;
        foreach (var c in number)
        {
            if (!CharacterClasses.IsDigit(c))
            {
                return false;
            }

            magnitude = (magnitude * 10) + (uint)(c - '0');
            if (number.Length > DigitsOfLongest || magnitude > IntegerLiteral.LimitOf(default, negative))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word stands at an offset, alone or with a float suffix.</summary>
    public static bool StartsWord(ReadOnlySpan<char> text, int offset, string word, out int end)
    {
        end = offset;
        if (!text[offset..].StartsWith(word))
        {
            return false;
        }

        var behind = CharacterClasses.SkipIdentifierParts(text, offset);
        end = behind;
        return text[(offset + word.Length)..behind] is "" or "f32" or "f64";
    }

    private static LiteralProblem ScanInteger(ReadOnlySpan<char> text, int start, int runEnd, bool negative, out int end)
    {
        var suffixEnd = SkipIntegerSuffix(text, runEnd);
        var radix = 10;
        var digits = start;
        if (start + 1 < text.Length && text[start] == '0' && text[start + 1] is 'b' or 'o' or 'x')
        {
            radix = text[start + 1] switch { 'b' => 2, 'o' => 8, _ => 16 };
            digits = start + 2;
            runEnd = SkipInteger(text, digits);
            suffixEnd = radix == 2 ? SkipIntegerSuffix(text, runEnd) : runEnd;
        }

        end = digits;
        if (runEnd == digits)
        {
            return LiteralProblem.NotANumber;
        }

        if (text[digits] == '_')
        {
            return LiteralProblem.UnderscoreFirst;
        }

        var suffix = suffixEnd > runEnd ? text[runEnd..suffixEnd] : default;
        var limit = IntegerLiteral.LimitOf(suffix, negative);
        UInt128 magnitude = 0;
        for (var index = digits; index < runEnd; index++)
        {
            var c = text[index];
            if (c == '_')
            {
                continue;
            }

            if (IntegerLiteral.DigitOf(c) >= radix)
            {
                end = index;
                return LiteralProblem.BadDigit;
            }

            magnitude = (magnitude * (uint)radix) + (uint)IntegerLiteral.DigitOf(c);
            if (magnitude > limit)
            {
                end = suffixEnd;
                return LiteralProblem.OutOfRange;
            }
        }

        end = suffixEnd;
        return LiteralProblem.None;
    }

    private static LiteralProblem ScanFloat(ReadOnlySpan<char> text, int start, int runEnd, out int end)
    {
        end = start;
        if (runEnd == start)
        {
            return LiteralProblem.NotANumber;
        }

        var underscoreAllowed = false;
        var shape = new FloatShape();
        for (var index = start; index < runEnd; index++)
        {
            var c = text[index];
            if (c == '_')
            {
                if (!underscoreAllowed)
                {
                    end = index;
                    return LiteralProblem.UnderscoreAfterPoint;
                }

                continue;
            }

            underscoreAllowed = c is 'e' or 'E' || CharacterClasses.IsDigit(c) || (underscoreAllowed && c != '.');
            shape.Add(c);
        }

        if (!shape.IsComplete)
        {
            return LiteralProblem.NotANumber;
        }

        end = runEnd;
        if (runEnd < text.Length && text[runEnd] == 'f')
        {
            var behind = CharacterClasses.SkipIdentifierParts(text, runEnd);
            end = text[runEnd..behind] is "f32" or "f64" ? behind : runEnd;
        }

        return LiteralProblem.None;
    }

    private static int SkipFloat(ReadOnlySpan<char> text, int offset)
    {
        while (offset < text.Length && (CharacterClasses.IsDigit(text[offset]) || text[offset] is 'e' or 'E' or '.' or '+' or '-' or '_'))
        {
            offset++;
        }

        return offset;
    }

    private static int SkipInteger(ReadOnlySpan<char> text, int offset)
    {
        while (offset < text.Length && (char.IsAsciiHexDigit(text[offset]) || text[offset] == '_'))
        {
            offset++;
        }

        return offset;
    }

    private static int SkipIntegerSuffix(ReadOnlySpan<char> text, int offset)
    {
        if (offset >= text.Length || text[offset] is not ('i' or 'u'))
        {
            return offset;
        }

        var behind = CharacterClasses.SkipIdentifierParts(text, offset);
        return text[(offset + 1)..behind] is "8" or "16" or "32" or "64" ? behind : offset;
    }

    private static void SkipDigits(ReadOnlySpan<char> text, ref int offset)
    {
        while (offset < text.Length && CharacterClasses.IsDigit(text[offset]))
        {
            offset++;
        }
    }

    /// <summary>Checks the order of a float's characters: sign, digits around at most one point, exponent.</summary>
    private struct FloatShape
    {
        private bool broken;
        private bool signAllowed = true;
        private bool pointAllowed = true;
        private bool hasDigits;
        private bool inExponent;
        private bool hasExponentDigits;

        public FloatShape()
        {
        }

        public readonly bool IsComplete => !broken && hasDigits && (!inExponent || hasExponentDigits);

        public void Add(char c)
        {
            switch (c)
            {
                case '+' or '-':
                    broken |= !signAllowed;
                    signAllowed = false;
                    break;
                case '.':
                    broken |= !pointAllowed;
                    pointAllowed = signAllowed = false;
                    break;
                case 'e' or 'E':
                    broken |= inExponent || !hasDigits;
                    inExponent = signAllowed = true;
                    pointAllowed = false;
                    break;
                default:
                    signAllowed = false;
                    hasDigits = true;
                    hasExponentDigits |= inExponent;
                    break;
            }
        }
    }
}
