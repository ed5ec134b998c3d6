using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;

namespace Autoschematic.Cli.Views;

/// <summary>Outputs that a deferred resource waits for.</summary>
internal static class Waits
{
    public static void Write(IEnumerable<OutputReference> waits, ReportWriter report)
    {
        foreach (var wait in waits)
        {
            report.Line(StyledText.Of($"      waits for {wait.Address}[{wait.Key}]", Tone.Muted));
        }
    }

    /// <summary>The same fields, where a value that is nothing but an output to come is said to be that.</summary>
    public static BodyDiff Explain(IReadOnlyList<OutputReference> waits, BodyDiff diff)
        => diff is BodyDiff.Fields fields
            ? new BodyDiff.Fields([.. fields.Changes.Select(change => waits.FirstOrDefault(wait => change.New?.Trim('"') == wait.ToString()) is { } found
                ? change with { New = $"(known after {found.Address}[{found.Key}])" }
                : change)])
            : diff;

    public static void Write(IEnumerable<OutputRead> waits, ReportWriter report)
        => Write(waits.Select(wait => new OutputReference(wait.Address, wait.Key)), report);

    public static void WriteJson(IEnumerable<OutputReference> waits, Utf8JsonWriter json)
        => ResourceJson.WriteArray(json, "waits", waits, wait =>
        {
            json.WriteString("address", wait.Address);
            json.WriteString("key", wait.Key);
        });

    public static void WriteJson(IEnumerable<OutputRead> waits, Utf8JsonWriter json)
        => WriteJson(waits.Select(wait => new OutputReference(wait.Address, wait.Key)), json);
}
