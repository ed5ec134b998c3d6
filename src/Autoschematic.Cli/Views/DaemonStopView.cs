using System.Text.Json;

namespace Autoschematic.Cli.Views;

/// <summary>Shows that the background process of a repository was ended.</summary>
public sealed class DaemonStopView : FactsView<DaemonFacts>
{
    public override void WriteHuman(DaemonFacts result, ReportWriter report)
        => report.Line(result.State is { } state
            ? $"Stopped process {state.ProcessId} and {Lines.Count(state.Connectors.Count, "connector")}"
            : "Not running");

    public override void WriteJson(DaemonFacts result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("root", result.Root);
        json.WriteBoolean("stopped", result.State is not null);
        DaemonJson.Write(json, result.State);
        json.WriteEndObject();
    }
}
