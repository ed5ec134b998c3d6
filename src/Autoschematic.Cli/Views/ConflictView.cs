using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Model.Merging;

namespace Autoschematic.Cli.Views;

/// <summary>What both sides changed: where, and the three values below each other.</summary>
/// <param name="report">Where it goes.</param>
/// <param name="full">Whether everything is shown, uncut.</param>
internal sealed class ConflictView(ReportWriter report, bool full)
{
    private const int MostConflicts = 8;
    private const int LabelWidth = 8;

    public void Write(IReadOnlyList<MergeConflict> conflicts, int indent)
    {
        var most = full || conflicts.Count <= MostConflicts ? conflicts.Count : MostConflicts - 1;
        var margin = new string(' ', indent);
        foreach (var conflict in conflicts.Take(most))
        {
            var path = conflict.Path.Length == 0 ? "the whole body" : report.Clean(conflict.Path);
            report.Line(new StyledText().Add(margin).Add("≠ ", Tone.Error).Add(report.Clip(path, Math.Max(report.Room - indent - 2, 10))));
            WriteSide("base", conflict.Base, Tone.Muted, indent + 2);
            WriteSide("local", conflict.Local, Tone.Removed, indent + 2);
            WriteSide("remote", conflict.Remote, Tone.Added, indent + 2);
        }

        if (conflicts.Count > most)
        {
            report.Line(StyledText.Of($"{margin}… {Lines.Count(conflicts.Count - most, "more conflict")}, `--full` shows them", Tone.Muted));
        }
    }

    public static void WriteJson(Utf8JsonWriter json, IEnumerable<MergeConflict> conflicts)
        => ResourceJson.WriteArray(json, "conflicts", conflicts, conflict =>
        {
            json.WriteString("path", conflict.Path);
            json.WriteString("base", conflict.Base);
            json.WriteString("local", conflict.Local);
            json.WriteString("remote", conflict.Remote);
        });

    // Cleaned before it is cut, since half a secret cannot be recognised.
    private void WriteSide(string label, string? value, Tone tone, int indent)
    {
        var start = new StyledText().Add(new string(' ', indent)).Add($"{label}:".PadRight(LabelWidth), Tone.Muted);
        var lines = value is null ? ["nothing"] : report.Clean(value).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (!full)
        {
            var flat = string.Join("⏎ ", lines).Replace('\t', ' ');
            report.Line(start.Add(report.Clip(flat, Math.Max(report.Room - indent - LabelWidth, 10)), value is null ? Tone.Muted : tone));
            return;
        }

        foreach (var line in lines)
        {
            report.Line(start.Add(line, value is null ? Tone.Muted : tone));
            start = new StyledText().Add(new string(' ', indent + LabelWidth));
        }
    }
}
