using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Creating;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the file that was made from a skeleton.</summary>
public sealed class CreateView : IResultView<CreateResult>
{
    public RunOutcome OutcomeOf(CreateResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(CreateResult result) => result.Diagnostics;

    public StyledText? Summarise(CreateResult result) => null;

    public void WriteHuman(CreateResult result, ReportWriter report)
    {
        if (result.File is { } file)
        {
            report.Line(new StyledText().Add("+ ", Tone.Added).Add(file.Text));
        }
    }

    public void WriteJson(CreateResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", result.File?.Text);
        ResourceJson.WriteStrings(json, "missingValues", result.MissingValues);
        json.WriteEndObject();
    }
}
