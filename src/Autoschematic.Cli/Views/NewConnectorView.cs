using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Scaffolding;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the files of a connector that was begun.</summary>
public sealed class NewConnectorView : IResultView<NewConnectorResult>
{
    public RunOutcome OutcomeOf(NewConnectorResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(NewConnectorResult result) => result.Diagnostics;

    public void WriteHuman(NewConnectorResult result, ReportWriter report)
    {
        if (result.Prefix is not { } prefix)
        {
            return;
        }

        foreach (var file in result.Files)
        {
            report.Line(new StyledText().Add("+ ", Tone.Added).Add(file.Text));
        }

        report.Line(new StyledText().Add("~ ", Tone.Changed).Add(RepositoryConfig.FileName)
            .Add($"  {report.Clean($"{prefix.Name} · {result.Name}")}{(result.NewPrefix ? ", new prefix" : "")}", Tone.Muted));
        report.Remark(StyledText.Of("next: ", Tone.Hint).Add($"`autoschematic connectors test {result.Name}`"));
    }

    public StyledText? Summarise(NewConnectorResult result) => null;

    public void WriteJson(NewConnectorResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", result.Name);
        json.WriteString("prefix", result.Prefix?.Name);
        json.WriteBoolean("newPrefix", result.NewPrefix);
        ResourceJson.WritePaths(json, "files", result.Files);
        json.WriteEndObject();
    }
}
