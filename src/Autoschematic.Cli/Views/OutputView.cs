using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows stored outputs: `key = value` lines, or one value alone.</summary>
public sealed class OutputView(bool single) : IResultView<OutputResult>
{
    public RunOutcome OutcomeOf(OutputResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(OutputResult result) => result.Diagnostics;

    public StyledText? Summarise(OutputResult result) => null;

    public void WriteHuman(OutputResult result, ReportWriter report)
    {
        var values = result.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var column = values.Count == 0 ? 0 : values.Max(pair => Cells.Width(pair.Key));
        foreach (var (key, value) in values)
        {
            report.Line(single ? value : StyledText.Of(key, Tone.Strong).PadTo(column + 1).Add("= ", Tone.Muted).Add(value));
        }
    }

    public void WriteJson(OutputResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteKey(json, "resource", result.Resource);
        json.WriteStartObject("values");
        foreach (var (key, value) in result.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
