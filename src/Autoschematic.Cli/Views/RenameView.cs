using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a rename: files that moved and files whose references were rewritten.</summary>
public sealed class RenameView : IResultView<RenameResult>
{
    public RunOutcome OutcomeOf(RenameResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(RenameResult result) => result.Diagnostics;

    public void WriteHuman(RenameResult result, ReportWriter report)
    {
        foreach (var (from, to) in result.Moved)
        {
            var line = new StyledText().Add("→ ", Tone.Changed).Add(from.Text);
            if (line.Width + Cells.Width(to.Text) + 3 > report.Width)
            {
                report.Line(line);
                line = "  ";
            }

            report.Line(line.Add(line.Width > 2 ? " → " : "→ ", Tone.Changed).Add(to.Text));
        }

        foreach (var (file, references) in result.Rewritten)
        {
            report.Line(new StyledText().Add("~ ", Tone.Changed).Add(file.Text).Add($"  {Lines.Count(references, "reference")}", Tone.Muted));
        }
    }

    public StyledText? Summarise(RenameResult result)
        => result.Moved.Count == 0
            ? null
            : StyledText.Of($"{Lines.Count(result.Moved.Count, "file")} moved, {Lines.Count(result.Rewritten.Sum(item => item.References), "reference")} rewritten", Tone.Strong);

    public void WriteJson(RenameResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteKey(json, "from", result.From);
        ResourceJson.WriteKey(json, "to", result.To);
        ResourceJson.WriteArray(json, "moved", result.Moved, move =>
        {
            json.WriteString("from", move.From.Text);
            json.WriteString("to", move.To.Text);
        });
        ResourceJson.WriteArray(json, "rewritten", result.Rewritten, item =>
        {
            json.WriteString("file", item.File.Text);
            json.WriteNumber("references", item.References);
        });
        json.WriteEndObject();
    }
}
