using System.Text.Json;

namespace Autoschematic.Cli.Views;

/// <summary>Shows `version`.</summary>
public sealed class VersionView : FactsView<VersionFacts>
{
    public override void WriteHuman(VersionFacts result, ReportWriter report)
    {
        report.Line($"autoschematic {result.Version}");
        report.Line($"connector protocol {string.Join(", ", result.Protocols)}");
        report.Line($"{result.Runtime}, {result.Platform}");
    }

    public override void WriteJson(VersionFacts result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", result.Version);
        json.WriteStartArray("protocols");
        foreach (var protocol in result.Protocols)
        {
            json.WriteStringValue(protocol);
        }

        json.WriteEndArray();
        json.WriteString("runtime", result.Runtime);
        json.WriteString("platform", result.Platform);
        json.WriteEndObject();
    }
}
