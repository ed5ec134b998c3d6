using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Creating;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Lists what can be created.</summary>
public sealed class SkeletonsView : IResultView<SkeletonsResult>
{
    public RunOutcome OutcomeOf(SkeletonsResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(SkeletonsResult result) => result.Diagnostics;

    public StyledText? Summarise(SkeletonsResult result)
        => result.Skeletons.Count == 0 && result.Outcome == RunOutcome.Done
            ? "No connector offers a skeleton"
            : result.Skeletons.Count == 0 ? null : (StyledText)$"{Lines.Count(result.Skeletons.Count, "skeleton")}; `autoschematic create TEMPLATE` makes a file from one";

    public void WriteHuman(SkeletonsResult result, ReportWriter report)
    {
        string? heading = null;
        foreach (var skeleton in result.Skeletons)
        {
            ResourceLine.Heading(report, skeleton.Prefix.Name, skeleton.Connector, ref heading);
            report.Line($"  {skeleton.AddressTemplate}");
        }

        if (heading is not null)
        {
            report.Line();
        }
    }

    public void WriteJson(SkeletonsResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteArray(json, "skeletons", result.Skeletons, skeleton =>
        {
            json.WriteString("prefix", skeleton.Prefix.Name);
            json.WriteString("connector", skeleton.Connector);
            json.WriteString("addressTemplate", skeleton.AddressTemplate);
            ResourceJson.WriteStrings(json, "placeholders", skeleton.Placeholders);
            BodyJson.Write(json, skeleton.Body);
        });
        json.WriteEndObject();
    }
}
