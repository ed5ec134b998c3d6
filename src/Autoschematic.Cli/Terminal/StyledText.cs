using System.Text;

namespace Autoschematic.Cli.Terminal;

/// <summary>One line of text whose pieces have a meaning; it holds no escape codes.</summary>
public sealed class StyledText
{
    private readonly List<(string Text, Tone Tone)> pieces = [];

    public static StyledText Empty => new();

    public IReadOnlyList<(string Text, Tone Tone)> Pieces => pieces;

    /// <summary>Columns it takes on a terminal.</summary>
    public int Width => pieces.Sum(piece => Cells.Width(piece.Text));

    public static implicit operator StyledText(string text) => new StyledText().Add(text);

    public static StyledText Of(string text, Tone tone) => new StyledText().Add(text, tone);

    public StyledText Add(string text, Tone tone = Tone.Plain)
    {
        if (text.Length == 0)
        {
            return this;
        }

        if (pieces.Count > 0 && pieces[^1].Tone == tone)
        {
            pieces[^1] = (pieces[^1].Text + text, tone);
        }
        else
        {
            pieces.Add((text, tone));
        }

        return this;
    }

    public StyledText Add(StyledText other)
    {
        foreach (var (text, tone) in other.pieces)
        {
            Add(text, tone);
        }

        return this;
    }

    /// <summary>Adds a message, with what stands in backticks set apart.</summary>
    public StyledText AddMessage(string message, Tone tone = Tone.Plain)
    {
        var parts = message.Split('`');
        if (tone != Tone.Plain || parts.Length % 2 == 0)
        {
            return Add(message, tone);
        }

        for (var index = 0; index < parts.Length; index++)
        {
            Add(index % 2 == 1 ? $"`{parts[index]}`" : parts[index], index % 2 == 1 ? Tone.Strong : tone);
        }

        return this;
    }

    /// <summary>Takes spaces away from the end.</summary>
    public StyledText TrimEnd()
    {
        if (pieces.Count > 0)
        {
            pieces[^1] = (pieces[^1].Text.TrimEnd(' '), pieces[^1].Tone);
        }

        return this;
    }

    /// <summary>Spaces up to a column, at least one when the text is already longer.</summary>
    public StyledText PadTo(int column) => Add(new string(' ', Math.Max(column - Width, Width == 0 ? 0 : 1)));

    /// <summary>Breaks at spaces into lines of at most that many columns; a longer word keeps its own line.</summary>
    /// <param name="columns">The room there is.</param>
    /// <param name="indent">Spaces before every line but the first.</param>
    public IReadOnlyList<StyledText> Wrap(int columns, int indent)
    {
        if (Width <= columns)
        {
            return [this];
        }

        var lines = new List<StyledText>();
        var line = new StyledText();
        var begin = 0;
        foreach (var (gap, word) in Words())
        {
            if (line.Width > begin && line.Width + gap.Width + word.Width > columns)
            {
                lines.Add(line);
                line = new StyledText().Add(new string(' ', indent));
                begin = indent;
            }
            else
            {
                line.Add(gap);
            }

            line.Add(word);
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>The text alone.</summary>
    public override string ToString()
        => pieces.Aggregate(new StringBuilder(), (builder, piece) => builder.Append(piece.Text)).ToString();

    /// <summary>The text with escape codes for its tones.</summary>
    public string Render()
    {
        var builder = new StringBuilder();
        foreach (var (text, tone) in pieces)
        {
            var start = Palette.Start(tone);
            builder.Append(start).Append(text).Append(start is null ? null : Palette.Reset);
        }

        return builder.ToString();
    }

    private bool IsNumber => pieces is [{ Text: var text }] && text.All(char.IsAsciiDigit);

    // Each word, which may have pieces in several tones, with the spaces before it. A number stays with what it counts.
    private List<(StyledText Gap, StyledText Word)> Words()
    {
        var words = new List<(StyledText Gap, StyledText Word)>();
        var (gap, word) = (new StyledText(), new StyledText());
        foreach (var (text, tone) in pieces)
        {
            if (tone == Tone.Strong && text is ['`', .., '`'])
            {
                // A command to copy.
                word.Add(text, tone);
                continue;
            }

            for (int start = 0, end; start < text.Length; start = end)
            {
                var isGap = text[start] == ' ';
                end = start + 1;
                while (end < text.Length && (text[end] == ' ') == isGap)
                {
                    end++;
                }

                if (isGap && word.IsNumber)
                {
                    word.Add(text[start..end], tone);
                    continue;
                }

                if (isGap && word.pieces.Count > 0)
                {
                    words.Add((gap, word));
                    (gap, word) = (new StyledText(), new StyledText());
                }

                (isGap ? gap : word).Add(text[start..end], tone);
            }
        }

        return word.pieces.Count > 0 ? [.. words, (gap, word)] : words;
    }
}
