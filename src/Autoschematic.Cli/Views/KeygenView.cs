using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Sealing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the public half of a new key.</summary>
public sealed class KeygenView : IResultView<KeygenResult>
{
    public RunOutcome OutcomeOf(KeygenResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(KeygenResult result) => result.Diagnostics;

    public void WriteHuman(KeygenResult result, ReportWriter report)
    {
        if (result.PublicKey is not { } key)
        {
            return;
        }

        report.Line(StyledText.Of(result.KeyId, Tone.Strong).Add($" {key}"));
        report.Remark(StyledText.Of($"kept in {result.Keystore}; without it, what is sealed for it is lost, so back it up", Tone.Muted));
        report.Remark(StyledText.Of("next: ", Tone.Hint).Add($"`export AUTOSCHEMATIC_KEYSTORE={result.Keystore}`"));
    }

    public StyledText? Summarise(KeygenResult result) => null;

    public void WriteJson(KeygenResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("keystore", result.Keystore);
        json.WriteString("keyId", result.KeyId);
        json.WriteString("publicKey", result.PublicKey);
        json.WriteEndObject();
    }
}
