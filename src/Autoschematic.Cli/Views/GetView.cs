using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a remote body as the connector gave it.</summary>
public sealed class GetView : IResultView<GetResult>
{
    private const string Hidden = "(sensitive)";

    public RunOutcome OutcomeOf(GetResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(GetResult result) => result.Diagnostics;

    public StyledText? Summarise(GetResult result) => null;

    public void WriteHuman(GetResult result, ReportWriter report)
    {
        if (result.Body is not { } body)
        {
            return;
        }

        report.Data(body);
        if (report.IsVerbose)
        {
            report.Remark(StyledText.Of($"at {result.Physical}, from {result.Connector}", Tone.Muted));
            foreach (var (key, value) in Outputs(result))
            {
                report.Remark(StyledText.Of($"output {key} = {value}", Tone.Muted));
            }
        }
    }

    public void WriteJson(GetResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteKey(json, "resource", result.Resource);
        json.WriteString("connector", result.Connector);
        json.WriteString("physical", result.Physical);
        BodyJson.Write(json, result.Body);
        json.WriteStartObject("outputs");
        foreach (var (key, value) in Outputs(result))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<(string Key, string Value)> Outputs(GetResult result)
        => result.Outputs
            .OrderBy(output => output.Key, StringComparer.Ordinal)
            .Select(output => (output.Key, result.SensitiveOutputs.Contains(output.Key) ? Hidden : output.Value));
}
