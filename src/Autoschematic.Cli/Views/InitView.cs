using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Initialising;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows whether `init` wrote its file.</summary>
public sealed class InitView : IResultView<InitResult>
{
    public RunOutcome OutcomeOf(InitResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(InitResult result) => result.Diagnostics;

    public void WriteHuman(InitResult result, ReportWriter report)
    {
        if (result.File is { } file && result.Outcome == RunOutcome.Done)
        {
            report.Line(result.Created ? new StyledText().Add("+ ", Tone.Added).Add(file.Text) : (StyledText)$"{file} is already there; it was left as it is");
        }

        if (result.Created)
        {
            report.Remark(StyledText.Of("next: ", Tone.Hint).Add("edit it, then `autoschematic validate`"));
        }
    }

    public StyledText? Summarise(InitResult result) => null;

    public void WriteJson(InitResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", result.File?.Text);
        json.WriteBoolean("created", result.Created);
        json.WriteEndObject();
    }
}
