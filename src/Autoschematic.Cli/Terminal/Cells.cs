using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Autoschematic.Cli.Terminal;

/// <summary>Measures and cuts text by the columns it takes on a terminal.</summary>
public static class Cells
{
    private const int Joiner = 0x200d;
    private const int EmojiForm = 0xfe0f;
    private const int SkinTones = 0x1f3fb;
    private const int FlagLetters = 0x1f1e6;

    public static int Width(string text)
    {
        var width = 0;
        foreach (var (_, columns) in Split(text))
        {
            width += columns;
        }

        return width;
    }

    /// <summary>The characters as people see them, each with the columns it takes.</summary>
    public static IEnumerable<(string Text, int Width)> Split(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            yield return (element, WidthOfElement(element));
        }
    }

    /// <summary>Cuts at the end, with an ellipsis, when the text takes more columns.</summary>
    public static string Clip(string text, int columns)
    {
        if (Width(text) <= columns)
        {
            return text;
        }

        var builder = new StringBuilder();
        var width = 0;
        foreach (var (element, size) in Split(text))
        {
            width += size;
            if (width > columns - 1)
            {
                break;
            }

            builder.Append(element);
        }

        return builder.Append('…').ToString();
    }

    /// <summary>Breaks at spaces into lines of at most that many columns; a longer word keeps its own line.</summary>
    public static IReadOnlyList<string> Wrap(string text, int columns)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            var width = -1;
            foreach (var word in paragraph.Split(' '))
            {
                var size = Width(word);
                if (width > 0 && width + 1 + size > columns)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                    width = -1;
                }

                line.Append(width < 0 ? "" : " ").Append(word);
                width += 1 + size;
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    // An emoji of several code points (joined, with a skin tone, a flag) takes the columns of one.
    private static int WidthOfElement(string element)
    {
        if (element.Length == 1)
        {
            return Width(new Rune(char.IsSurrogate(element[0]) ? '\ufffd' : element[0]));
        }

        var (width, joined, flags) = (0, false, 0);
        foreach (var rune in element.EnumerateRunes())
        {
            var counts = !joined && rune.Value is not (>= SkinTones and <= SkinTones + 4);
            flags += rune.Value is >= FlagLetters and < FlagLetters + 26 ? 1 : 0;
            joined = rune.Value == Joiner;
            width = rune.Value == EmojiForm ? Math.Max(width, 2) : width + (counts ? Width(rune) : 0);
        }

        return flags > 0 ? 2 : width;
    }

    private static int Width(Rune rune) => rune.Value switch
    {
        >= 0x20 and < 0x7f => 1,
        < 0x20 or 0x7f => 0,
        _ => new Segment(rune.ToString()).CellCount(),
    };
}
