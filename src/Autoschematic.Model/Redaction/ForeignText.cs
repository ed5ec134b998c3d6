using System.Text;

namespace Autoschematic.Model.Redaction;

/// <summary>Makes text that others wrote fit for a terminal or log.</summary>
public static class ForeignText
{
    private const char Escape = '\u001b';
    private const char ControlSequence = '\u009b';

    /// <summary>Removes escape sequences whole, control characters other than tab and newline, and bidi overrides.</summary>
    public static string Clean(string text)
    {
        var first = IndexOfUnwanted(text);
        if (first < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text, 0, first, text.Length);
        for (var index = first; index < text.Length;)
        {
            if (text[index] is Escape or ControlSequence)
            {
                index = SkipEscape(text, index);
            }
            else
            {
                if (!IsUnwanted(text[index]))
                {
                    clean.Append(text[index]);
                }

                index++;
            }
        }

        return clean.ToString();
    }

    /// <summary>Like <see cref="Clean"/>, on one line: each run of white space with a tab or line break becomes one space.</summary>
    public static string CleanLine(string text)
    {
        var clean = Clean(text);
        if (clean.IndexOfAny(['\t', '\n', '\u2028', '\u2029']) < 0)
        {
            return clean;
        }

        var parts = clean.Split(['\t', '\n', '\u2028', '\u2029'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', parts);
    }

    private static int IndexOfUnwanted(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (IsUnwanted(text[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool IsUnwanted(char character)
        => character is not ('\t' or '\n')
            && (char.IsControl(character) || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));

    /// <summary>Where the text goes on after an escape sequence; of one without an end only its introducer is skipped.</summary>
    private static int SkipEscape(string text, int start)
    {
        var index = start + 1;
        if (text[start] == ControlSequence)
        {
            return SkipControlSequence(text, index);
        }

        if (index == text.Length)
        {
            return index;
        }

        switch (text[index])
        {
            case '[':
                return SkipControlSequence(text, index + 1);
            case ']' or 'P' or 'X' or '^' or '_':
                return SkipString(text, index + 1);
            default:
                while (index < text.Length && text[index] is >= ' ' and <= '/')
                {
                    index++;
                }

                return index < text.Length && text[index] is >= '0' and <= '~' ? index + 1 : index;
        }
    }

    // Parameters and intermediates, then one final character; anything else means that it was cut off.
    private static int SkipControlSequence(string text, int index)
    {
        while (index < text.Length && text[index] is >= ' ' and <= '?')
        {
            index++;
        }

        return index < text.Length && text[index] is >= '@' and <= '~' ? index + 1 : index;
    }

    // Titles, links and the like: up to BEL or the string terminator, never beyond the line.
    private static int SkipString(string text, int start)
    {
        for (var index = start; index < text.Length && text[index] != '\n'; index++)
        {
            if (text[index] is '\u0007' or '\u009c')
            {
                return index + 1;
            }

            if (text[index] == Escape && index + 1 < text.Length && text[index + 1] == '\\')
            {
                return index + 2;
            }
        }

        return start;
    }
}
