using System.Text;
using Spectre.Console.Rendering;

namespace Autoschematic.Cli.Terminal;

/// <summary>Measures and cuts text by the columns it takes on a terminal.</summary>
public static class Cells
{
    public static int Width(Rune rune) => rune.Value switch
    {
        >= 0x20 and < 0x7f => 1,
        < 0x20 or 0x7f => 0,
        _ => new Segment(rune.ToString()).CellCount(),
    };

    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
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
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
            if (width > columns - 1)
            {
                break;
            }

            builder.Append(rune);
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
}
