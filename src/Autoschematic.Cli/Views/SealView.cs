using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Sealing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows where a value was sealed and how it is named; never the value.</summary>
public sealed class SealView : IResultView<SealResult>
{
    public RunOutcome OutcomeOf(SealResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(SealResult result) => result.Diagnostics;

    public void WriteHuman(SealResult result, ReportWriter report)
    {
        if (result.File is not { } file || result.Keys.Count == 0)
        {
            return;
        }

        if (result.MovedFrom is { } old)
        {
            report.Line(new StyledText().Add("- ", Tone.Removed).Add(old.Text));
        }

        report.Line((result.Replaced ? new StyledText().Add("~ ", Tone.Changed) : new StyledText().Add("+ ", Tone.Added)).Add(file.Text));
        foreach (var key in result.Keys)
        {
            report.Line(StyledText.Of($"  for key {key.KeyId} of {key.Domain}, version {(int)key.Version}", Tone.Muted));
        }

        report.Remark(StyledText.Of("next: ", Tone.Hint).Add($"commit it; `secret://{file}` names the value in an `env` map"));
    }

    public StyledText? Summarise(SealResult result) => null;

    public void WriteJson(SealResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", result.File?.Text);
        json.WriteString("movedFrom", result.MovedFrom?.Text);
        json.WriteBoolean("replaced", result.Replaced);
        json.WriteStartArray("keys");
        foreach (var key in result.Keys)
        {
            WriteKey(json, key);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One key that a file is sealed for.</summary>
    internal static void WriteKey(Utf8JsonWriter json, SealedFor key)
    {
        json.WriteStartObject();
        json.WriteString("domain", key.Domain);
        json.WriteString("keyId", key.KeyId);
        json.WriteNumber("version", (int)key.Version);
        json.WriteEndObject();
    }
}
