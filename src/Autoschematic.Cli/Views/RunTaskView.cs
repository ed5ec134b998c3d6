using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Tasks;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows what a task changed; what it said is shown while it runs.</summary>
public sealed class RunTaskView : IResultView<RunTaskResult>
{
    public RunOutcome OutcomeOf(RunTaskResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(RunTaskResult result) => result.Diagnostics;

    public void WriteHuman(RunTaskResult result, ReportWriter report)
    {
        // Its messages were shown as they came.
        foreach (var file in result.ModifiedFiles)
        {
            report.Line(new StyledText().Add("~ ", Tone.Changed).Add(file.Text));
        }

        if (result.OutputKeys.Count > 0)
        {
            report.Line(StyledText.Of($"outputs: {string.Join(", ", result.OutputKeys)}", Tone.Muted));
        }

        foreach (var file in result.SealedFiles)
        {
            report.Line(new StyledText().Add("+ ", Tone.Added).Add(file.Text).Add(" (sealed)", Tone.Muted));
        }

        foreach (var place in result.KeptSecrets)
        {
            report.Remark(StyledText.Of($"a secret is kept in {place}", Tone.Warning));
        }
    }

    public StyledText? Summarise(RunTaskResult result)
        => result.Steps == 0
            ? null
            : StyledText.Of($"{Lines.Count(result.Steps, "step")}, {Lines.Count(result.ModifiedFiles.Count, "file")} modified", Tone.Strong);

    public void WriteJson(RunTaskResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteKey(json, "task", result.Task);
        json.WriteString("connector", result.Connector);
        json.WriteNumber("steps", result.Steps);
        ResourceJson.WriteStrings(json, "messages", result.Messages);
        ResourceJson.WritePaths(json, "modifiedFiles", result.ModifiedFiles);
        ResourceJson.WriteStrings(json, "outputKeys", result.OutputKeys);
        ResourceJson.WritePaths(json, "sealedFiles", result.SealedFiles);
        ResourceJson.WriteStrings(json, "keptSecrets", result.KeptSecrets);
        json.WriteEndObject();
    }
}
