using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Sealing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Gives a sealed value in clear, as data only: nothing of it goes to standard error or a log.</summary>
public sealed class UnsealView : IResultView<UnsealResult>
{
    public RunOutcome OutcomeOf(UnsealResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(UnsealResult result) => result.Diagnostics;

    public void WriteHuman(UnsealResult result, ReportWriter report)
    {
        if (result.Value is { } value)
        {
            report.Data(value);
        }

        if (result.WrittenTo is { } file)
        {
            report.Line(new StyledText().Add("+ ", Tone.Added).Add(file));
        }
    }

    public StyledText? Summarise(UnsealResult result) => null;

    public void WriteJson(UnsealResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", result.File?.Text);
        json.WritePropertyName("key");
        if (result.Key is { } key)
        {
            SealView.WriteKey(json, key);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("writtenTo", result.WrittenTo);
        BodyJson.Write(json, result.Value);
        json.WriteEndObject();
    }
}
