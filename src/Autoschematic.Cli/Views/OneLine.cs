namespace Autoschematic.Cli.Views;

/// <summary>Puts a list, a map or a struct on one line, as somebody would write it there.</summary>
internal static class OneLine
{
    /// <summary>The value on one line; as it is when it is something else, or when a line break may be part of a text in it.</summary>
    public static string Of(string value)
    {
        if (value is not (['[' or '{' or '(', ..] and [.., ']' or '}' or ')']) || !value.Contains('\n'))
        {
            return value;
        }

        var lines = value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines.TrueForAll(IsWhole) ? string.Join("", lines.Select((line, index) => index > 0 && NeedsGap(lines[index - 1], line) ? " " + line : line)) : value;
    }

    private static bool NeedsGap(string before, string after)
        => before[^1] is not ('[' or '{' or '(') && after[0] is not (']' or '}' or ')');

    /// <summary>Whether no text, and no comment that would swallow the next line, is open at the end of a line.</summary>
    private static bool IsWhole(string line)
    {
        var inside = false;
        for (var index = 0; index < line.Length; index++)
        {
            switch (line[index])
            {
                case '\\' when inside:
                    index++;
                    break;
                case '"' when !inside && index > 0 && line[index - 1] is '#' or 'r':
                    // Raw text has other rules.
                    return false;
                case '"':
                    inside = !inside;
                    break;
                case '/' when !inside && index + 1 < line.Length && line[index + 1] is '/' or '*':
                    return false;
                default:
                    break;
            }
        }

        return !inside;
    }
}
