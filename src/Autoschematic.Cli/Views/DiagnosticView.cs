using System.Globalization;
using System.Text;
using Autoschematic.Cli.Terminal;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Cli.Views;

/// <summary>A diagnostic for people: the sentence, the place with its source line and a caret, the next step.</summary>
public sealed class DiagnosticView(OutputGate gate)
{
    private const int TabColumns = 4;

    /// <summary>Prints it on standard error; a quiet run leaves out all but errors.</summary>
    public void Show(Diagnostic diagnostic)
    {
        foreach (var line in Render(diagnostic))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                gate.SayAlways(line);
            }
            else
            {
                gate.Say(line);
            }
        }
    }

    internal IEnumerable<StyledText> Render(Diagnostic diagnostic)
    {
        var (label, tone) = Label(diagnostic.Severity);
        var start = new StyledText().Add(label, tone).Add($"[{diagnostic.Code}]: ", Tone.Muted);
        foreach (var line in RenderSentence(start, diagnostic.Message, indent: 2))
        {
            yield return line;
        }

        if (diagnostic.Location is { } location)
        {
            foreach (var line in RenderPlace(location, tone))
            {
                yield return line;
            }
        }

        foreach (var note in diagnostic.Notes.SelectMany(note => note.Split('\n')))
        {
            yield return new StyledText().Add("  | ", Tone.Muted).Add(note.TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal));
        }

        if (diagnostic.Hint is { } hint)
        {
            foreach (var line in RenderSentence(StyledText.Of("hint: ", Tone.Hint), hint, indent: 6))
            {
                yield return line;
            }
        }
    }

    // Cleaned before it is wrapped: a secret over two lines could not be recognised.
    private IEnumerable<StyledText> RenderSentence(StyledText start, string text, int indent)
    {
        var margin = new string(' ', indent);
        foreach (var part in text.Split('\n'))
        {
            var line = start.AddMessage(gate.Clean(part.TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal)));
            foreach (var piece in gate.ErrorColumns is { } columns ? line.Wrap(columns, indent) : [line])
            {
                yield return piece;
            }

            start = margin;
        }
    }

    private IEnumerable<StyledText> RenderPlace(SourceLocation location, Tone tone)
    {
        if (location.Start is not { } start || location.Span is not { } span)
        {
            yield return new StyledText().Add("  --> ", Tone.Place).Add(location.ToString());
            yield break;
        }

        var number = start.Line.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);
        yield return new StyledText().Add($"{margin} --> ", Tone.Place).Add(location.ToString());
        yield return StyledText.Of($"{margin} |", Tone.Place);
        var source = location.Source.GetLine(start.Line);
        if (gate.Clean(source) != source.Replace('\t', ' ') && gate.Clean(source) != source)
        {
            // Positions no longer fit once a secret or an escape code is taken out.
            yield return StyledText.Of($"{number} | ", Tone.Place).Add(gate.Clean(source));
            yield break;
        }

        var (text, from, to) = Excerpt(source, location.Source, start, span, gate.Width - number.Length - 3);
        yield return StyledText.Of($"{number} | ", Tone.Place).Add(text);
        yield return StyledText.Of($"{margin} | ", Tone.Place).Add(new string(' ', from)).Add(new string('^', Math.Max(to - from, 1)), tone);
    }

    // The line with tabs as spaces, cut so that the span is visible, and the columns of the span in it.
    private static (string Text, int From, int To) Excerpt(
        string line, SourceText source, TextPosition start, TextSpan span, int room)
    {
        var first = span.Start - source.GetOffset(new TextPosition(start.Line, 1));
        var last = Math.Min(first + span.Length, line.Length);
        var cells = new List<(string Text, int Width)>();
        int from = -1, to = -1, column = 0, offset = 0;
        foreach (var (character, columns) in Cells.Split(line))
        {
            // A span that ends inside of what people see as one character covers all of it.
            from = offset + character.Length > first && from < 0 ? column : from;
            to = offset >= last && to < 0 ? column : to;
            var tab = character == "\t" ? TabColumns - (column % TabColumns) : 0;
            cells.Add(tab > 0 ? (new string(' ', tab), tab) : (character, columns));
            column += cells[^1].Width;
            offset += character.Length;
        }

        from = from < 0 ? column : from;
        to = to < 0 ? column : to;
        if (column <= room)
        {
            return (string.Concat(cells.Select(cell => cell.Text)), from, to);
        }

        var begin = Math.Clamp(from - (room / 3), 0, Math.Max(column - room + 1, 0));
        var builder = new StringBuilder(begin > 0 ? "…" : "");
        var at = 0;
        var kept = begin > 0 ? 1 : 0;
        foreach (var (text, width) in cells)
        {
            if (at >= begin && kept + width < room)
            {
                builder.Append(text);
                kept += width;
            }
            else if (at >= begin)
            {
                builder.Append('…');
                break;
            }

            at += width;
        }

        var shift = begin > 0 ? begin - 1 : 0;
        return (builder.ToString(), from - shift, Math.Min(to - shift, room));
    }

    private static (string Label, Tone Tone) Label(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => ("error", Tone.Error),
        DiagnosticSeverity.Warning => ("warning", Tone.Warning),
        DiagnosticSeverity.Information => ("note", Tone.Hint),
        DiagnosticSeverity.Hint => ("hint", Tone.Hint),
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };
}
