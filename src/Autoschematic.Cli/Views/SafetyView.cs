using System.Globalization;
using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Safety;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the state of the safety lock.</summary>
public sealed class SafetyView : IResultView<SafetyResult>
{
    public RunOutcome OutcomeOf(SafetyResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(SafetyResult result) => result.Diagnostics;

    public void WriteHuman(SafetyResult result, ReportWriter report)
    {
        if (result.State is not { } state)
        {
            report.Line("Unlocked");
            return;
        }

        var line = StyledText.Of("Locked", Tone.Warning);
        line.Add(state.Owner is null ? "" : $" by {state.Owner}").Add(state.Host is null ? "" : $" on {state.Host}");
        line.Add(state.Since is { } since ? $" since {since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : "");
        report.Sentence(line.Add(state.Reason is null ? "" : $": {state.Reason}"));
    }

    public StyledText? Summarise(SafetyResult result) => null;

    public void WriteJson(SafetyResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("locked", result.State is not null);
        json.WriteString("owner", result.State?.Owner);
        json.WriteString("host", result.State?.Host);
        json.WriteString("since", result.State?.Since?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("reason", result.State?.Reason);
        json.WriteEndObject();
    }
}
