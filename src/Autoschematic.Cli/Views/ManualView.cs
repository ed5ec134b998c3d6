using System.Text;
using System.Text.Json;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a manual page, or which there are.</summary>
public sealed class ManualView : FactsView<ManualFacts>
{
    public override void WriteHuman(ManualFacts result, ReportWriter report)
        => report.Data(Encoding.UTF8.GetBytes(result.Text ?? string.Concat(result.Pages.Select(page => page + "\n"))));

    public override void WriteJson(ManualFacts result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("pages");
        foreach (var page in result.Pages)
        {
            json.WriteStringValue(page);
        }

        json.WriteEndArray();
        json.WriteString("text", result.Text);
        json.WriteEndObject();
    }
}
