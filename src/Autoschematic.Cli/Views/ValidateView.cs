using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Validation;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a validation: every problem, then the counts.</summary>
public sealed class ValidateView : IResultView<ValidateResult>
{
    public RunOutcome OutcomeOf(ValidateResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(ValidateResult result) => result.Diagnostics;

    public void WriteHuman(ValidateResult result, ReportWriter report) => NotManaged.Write(result.Unmanaged, report);

    public StyledText? Summarise(ValidateResult result)
    {
        var errors = result.Diagnostics.Count(item => item.Severity == DiagnosticSeverity.Error);
        var warnings = result.Diagnostics.Count(item => item.Severity == DiagnosticSeverity.Warning);
        var found = Lines.Counts((errors, errors == 1 ? "error" : "errors"), (warnings, warnings == 1 ? "warning" : "warnings"));
        var line = new StyledText()
            .Add(found.Length == 0 ? "No problems" : found, errors > 0 ? Tone.Error : warnings > 0 ? Tone.Warning : Tone.Good);
        return result.Prefixes == 0
            ? line
            : line.Add($" in {Lines.Count(result.Files, "file")} of {Lines.Count(result.Prefixes, "prefix", "prefixes")}, ")
                .Add(result.Connectors == 0 ? "no connector asked" : $"{Lines.Count(result.Connectors, "connector")} asked");
    }

    public void WriteJson(ValidateResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("files", result.Files);
        json.WriteNumber("prefixes", result.Prefixes);
        json.WriteNumber("connectors", result.Connectors);
        ResourceJson.WritePaths(json, "unmanaged", result.Unmanaged);
        json.WriteEndObject();
    }
}
