using System.Globalization;
using Autoschematic.Cli.Terminal;
using Autoschematic.Model.Diffs;

namespace Autoschematic.Cli.Views;

/// <summary>What differs between two bodies, for people: one line a field, or the changed lines of a text.</summary>
/// <param name="report">Where it goes.</param>
/// <param name="full">Whether everything is shown, uncut.</param>
public sealed class BodyDiffView(ReportWriter report, bool full)
{
    private const int MostLines = 16;

    public void Write(BodyDiff diff, int indent)
    {
        switch (diff)
        {
            case BodyDiff.Fields fields:
                WriteFields(fields.Changes, indent);
                break;
            case BodyDiff.Lines lines:
                WriteLines(lines.Hunks, indent);
                break;
            case BodyDiff.Binary binary:
                report.Line(new StyledText()
                    .Add(new string(' ', indent))
                    .Add("~ ", Tone.Changed)
                    .Add(FormattableString.Invariant($"not text: {binary.OldSize} bytes → {binary.NewSize} bytes")));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(diff.GetType().Name);
        }
    }

    public void WriteFields(IReadOnlyList<FieldChange> changes, int indent)
    {
        var most = full || changes.Count <= MostLines ? changes.Count : MostLines - 1;
        foreach (var change in changes.Take(most))
        {
            WriteField(change, indent);
        }

        WriteRest(changes.Count - most, "more field", indent);
    }

    private void WriteField(FieldChange change, int indent)
    {
        var (symbol, tone) = change switch
        {
            { Old: null } => ("+", Tone.Added),
            { New: null } => ("-", Tone.Removed),
            _ => ("~", Tone.Changed),
        };
        var start = new StyledText().Add(new string(' ', indent)).Add(symbol, tone).Add(" ");
        var path = change.Path.Length == 0 ? "" : $"{report.Clean(change.Path)}: ";
        if (full)
        {
            WriteWhole(start.Add(path), change, indent);
            return;
        }

        var old = change.Old is null ? null : Flat(change.Old);
        var now = change.New is null ? null : Flat(change.New);
        start.Add(report.Clip(path, Math.Max(report.Room - indent - 2, 10)));
        var room = report.Room - start.Width;
        if (old is null || now is null)
        {
            report.Line(start.Add(report.Clip((old ?? now)!, Math.Max(room, 10)), tone));
            return;
        }

        if (Cells.Width(old) + Cells.Width(now) + 3 <= room)
        {
            report.Line(start.Add(old, Tone.Removed).Add(" → ", Tone.Muted).Add(now, Tone.Added));
            return;
        }

        // Too long for one line: each side on its own, cut around the place where they begin to differ.
        report.Line(start.TrimEnd());
        var width = Math.Max(report.Room - indent - 4, 20);
        var (shortOld, shortNow) = AroundDifference(old, now, width);
        var margin = new string(' ', indent + 2);
        report.Line(new StyledText().Add(margin).Add("- " + shortOld, Tone.Removed));
        report.Line(new StyledText().Add(margin).Add("+ " + shortNow, Tone.Added));
    }

    private void WriteWhole(StyledText start, FieldChange change, int indent)
    {
        if (change.Old?.Contains('\n') != true && change.New?.Contains('\n') != true)
        {
            start.Add(change.Old ?? "", Tone.Removed).Add(change is { Old: not null, New: not null } ? " → " : "", Tone.Muted);
            report.Line(start.Add(change.New ?? "", Tone.Added));
            return;
        }

        report.Line(start.TrimEnd());
        WriteSide(change.Old, "- ", Tone.Removed, indent + 2);
        WriteSide(change.New, "+ ", Tone.Added, indent + 2);
    }

    private void WriteSide(string? value, string sign, Tone tone, int indent)
    {
        foreach (var line in value?.Split('\n') ?? [])
        {
            report.Line(new StyledText().Add(new string(' ', indent)).Add(sign + line.TrimEnd('\r'), tone));
        }
    }

    private void WriteLines(IReadOnlyList<LineHunk> hunks, int indent)
    {
        var left = full ? int.MaxValue : MostLines;
        var hidden = 0;
        var margin = new string(' ', indent);
        foreach (var hunk in hunks)
        {
            if (left > 0)
            {
                report.Line(StyledText.Of(
                    $"{margin}line {hunk.NewStart.ToString(CultureInfo.InvariantCulture)}", Tone.Muted));
            }

            foreach (var line in hunk.Lines)
            {
                if (left-- <= 0)
                {
                    hidden++;
                    continue;
                }

                var (sign, tone) = Sign(line.Kind);
                var text = report.Clean(line.Text.Replace("\t", "    ", StringComparison.Ordinal));
                report.Line(new StyledText()
                    .Add(margin)
                    .Add(sign + (full ? text : report.Clip(text, Math.Max(report.Room - indent - 2, 20))), tone));
            }
        }

        WriteRest(hidden, "more line", indent);
    }

    private void WriteRest(int count, string what, int indent)
    {
        if (count > 0)
        {
            report.Line(StyledText.Of($"{new string(' ', indent)}… {Lines.Count(count, what)}, `--full` shows them", Tone.Muted));
        }
    }

    private static (string Sign, Tone Tone) Sign(LineChangeKind kind) => kind switch
    {
        LineChangeKind.Context => ("  ", Tone.Muted),
        LineChangeKind.Removed => ("- ", Tone.Removed),
        LineChangeKind.Added => ("+ ", Tone.Added),
        LineChangeKind.Note => ("\\ ", Tone.Muted),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // One line without secrets; done before anything is cut, since half a secret cannot be recognised.
    private string Flat(string value)
        => OneLine.Of(report.Clean(value)).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "⏎ ", StringComparison.Ordinal).Replace('\t', ' ');

    private (string Old, string Now) AroundDifference(string old, string now, int width)
    {
        var same = 0;
        while (same < old.Length && same < now.Length && old[same] == now[same])
        {
            same++;
        }

        var skip = Math.Max(same - (width / 3), 0);
        if (skip > 0 && char.IsLowSurrogate(old[skip < old.Length ? skip : old.Length - 1]))
        {
            skip--;
        }

        var mark = skip > 0 ? "…" : "";
        return (report.Clip(mark + old[Math.Min(skip, old.Length)..], width), report.Clip(mark + now[Math.Min(skip, now.Length)..], width));
    }
}
