using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Formatting;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows which files were formatted, or would be.</summary>
public sealed class FormatView(bool check) : IResultView<FormatResult>
{
    public RunOutcome OutcomeOf(FormatResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(FormatResult result) => result.Diagnostics;

    public void WriteHuman(FormatResult result, ReportWriter report)
    {
        foreach (var file in result.Changed)
        {
            report.Line(file.Text);
        }
    }

    public StyledText? Summarise(FormatResult result)
        => result.Outcome is RunOutcome.Usage or RunOutcome.Refused
            ? null
            : new StyledText()
                .Add($"{Lines.Count(result.Changed.Count, "file")} {(check ? "would change" : "formatted")}", Tone.Strong)
                .Add(result.Unchanged > 0 ? $", {result.Unchanged} already formatted" : "");

    public void WriteJson(FormatResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("check", check);
        ResourceJson.WritePaths(json, "changed", result.Changed);
        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteEndObject();
    }
}
