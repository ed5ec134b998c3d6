using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows.Importing;

namespace Autoschematic.Cli.Views;

/// <summary>Shows what `import --link` and `--verify` came to.</summary>
internal static class ImportProofView
{
    private const int MostLines = 20;

    public static void Write(ImportResult result, ReportWriter report)
    {
        WriteList(report, "Linked", result.Links?.Linked ?? [], link => new StyledText()
            .Add("  ")
            .Add("~ ", Tone.Changed)
            .Add($"{link.Resource} ")
            .Add(report.Clean(link.Field), Tone.Muted)
            .Add($" → {report.Clean(link.Reference.ToString())}"));
        WriteList(report, "Not linked", result.Links?.Left ?? [], item => new StyledText()
            .Add("  ")
            .Add("? ", Tone.Changed)
            .Add($"{item.Resource} ")
            .Add(report.Clean(item.Field), Tone.Muted)
            .Add($": {report.Clean(Reason(item))}"));
        WriteList(report, "Not as imported", result.Unproven ?? [], item =>
        {
            var (symbol, tone) = PlanSymbols.Of(item.Action);
            return ResourceLine.Make(report, symbol, tone, item.Resource.ToString(), item.Action.Word);
        });
    }

    public static void WriteJson(ImportResult result, Utf8JsonWriter json)
    {
        if (result.Links is { } links)
        {
            ResourceJson.WriteArray(json, "linked", links.Linked, link =>
            {
                ResourceJson.WriteKey(json, link.Resource);
                json.WriteString("field", link.Field);
                json.WriteString("reference", link.Reference.ToString());
            });
            ResourceJson.WriteArray(json, "notLinked", links.Left, item =>
            {
                ResourceJson.WriteKey(json, item.Resource);
                json.WriteString("field", item.Field);
                json.WriteString("reason", item.Reason == UnlinkedReason.Cycle ? "cycle" : "ambiguous");
                ResourceJson.WriteStrings(json, "candidates", item.Candidates.Select(candidate => candidate.ToString()));
            });
        }

        if (result.Unproven is { } unproven)
        {
            ResourceJson.WriteArray(json, "unproven", unproven, item =>
            {
                ResourceJson.WriteKey(json, item.Resource);
                json.WriteString("connector", item.Connector);
                json.WriteString("action", item.Action.Word);
            });
        }
    }

    private static string Reason(UnlinkedValue item)
    {
        var candidates = string.Join(", ", item.Candidates);
        return item.Reason == UnlinkedReason.Cycle
            ? $"{candidates} needs this resource already"
            : $"any of {candidates}";
    }

    private static void WriteList<T>(ReportWriter report, string heading, IReadOnlyCollection<T> items, Func<T, StyledText> line)
    {
        if (items.Count == 0)
        {
            return;
        }

        report.Line(StyledText.Of(heading, Tone.Strong));
        var most = report.IsVerbose || items.Count <= MostLines ? items.Count : MostLines - 1;
        foreach (var item in items.Take(most))
        {
            report.Line(line(item));
        }

        if (most < items.Count)
        {
            report.Line(StyledText.Of($"  … {items.Count - most} more, `-v` lists them", Tone.Muted));
        }

        report.Line();
    }
}
