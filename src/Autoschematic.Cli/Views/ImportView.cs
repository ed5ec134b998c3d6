using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows an import: counts for each connector, then every resource that failed.</summary>
public sealed class ImportView : IResultView<ImportResult>
{
    public RunOutcome OutcomeOf(ImportResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(ImportResult result) => result.Diagnostics;

    public void WriteHuman(ImportResult result, ReportWriter report)
    {
        var any = false;
        foreach (var group in result.Resources.GroupBy(resource => (resource.Prefix.Name, resource.Connector)))
        {
            any = true;
            report.Line(new StyledText()
                .Add($"{group.Key.Name} · {group.Key.Connector}", Tone.Strong)
                .Add($"  {Counts([.. group])}"));
            foreach (var resource in group.Where(
                resource => report.IsVerbose || resource.Status is ImportStatus.Failed or ImportStatus.Replaced { PreImage: not null }))
            {
                WriteResource(resource, report);
            }
        }

        if (any)
        {
            report.Line();
        }

        ImportProofView.Write(result, report);
    }

    public StyledText? Summarise(ImportResult result)
    {
        if (result.Resources.Count == 0)
        {
            return result.Outcome == RunOutcome.Done ? (StyledText)"Nothing to import" : null;
        }

        var line = StyledText.Of(Counts(result.Resources), Tone.Strong);
        if (result.Links is { } links)
        {
            line.Add($", {Lines.Count(links.Linked.Count, "value")} linked");
        }

        if (result.Unproven is { } unproven)
        {
            line.Add(unproven.Count == 0 ? ", verified" : $", {unproven.Count} not verified", unproven.Count == 0 ? Tone.Good : Tone.Warning);
        }

        return result.CommitId is { } commit ? line.Add($", committed as {commit[..Math.Min(commit.Length, 10)]}") : line;
    }

    public void WriteJson(ImportResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("imported", result.ImportedCount);
        json.WriteNumber("skipped", result.SkippedCount);
        json.WriteNumber("failed", result.FailedCount);
        json.WriteString("commit", result.CommitId);
        ResourceJson.WriteArray(json, "resources", result.Resources, resource =>
        {
            json.WriteString("prefix", resource.Prefix.Name);
            json.WriteString("connector", resource.Connector);
            json.WriteString("listed", resource.Listed);
            json.WriteString("address", resource.Address?.Text);
            json.WriteString("status", resource.Status.Word);
            json.WriteString("reason", Reason(resource.Status));
            json.WriteString("preImage", (resource.Status as ImportStatus.Replaced)?.PreImage);
        });
        ImportProofView.WriteJson(result, json);
        json.WriteEndObject();
    }

    private static void WriteResource(ImportedResource resource, ReportWriter report)
    {
        var (symbol, tone) = resource.Status switch
        {
            ImportStatus.Imported => ("+", Tone.Added),
            ImportStatus.Replaced => ("~", Tone.Changed),
            ImportStatus.Skipped => ("=", Tone.Muted),
            ImportStatus.Failed => ("!", Tone.Error),
            _ => throw new System.Diagnostics.UnreachableException(resource.Status.GetType().Name),
        };
        var word = resource.Status is ImportStatus.Failed failed ? $"{failed.Word} {failed.Diagnostic.Code}" : resource.Status.Word;
        report.Line(ResourceLine.Make(report, symbol, tone, resource.Address?.Text ?? resource.Listed, word));
        if (resource.Status is ImportStatus.Skipped skipped)
        {
            report.Line(StyledText.Of("      " + ResourceLine.Clip(report, skipped.Reason, 6), Tone.Muted));
        }

        if (resource is { Status: ImportStatus.Replaced { PreImage: { } blob }, Address: { } address })
        {
            UndoLine.Write(report, blob, resource.Prefix.FileOf(address));
        }
    }

    private static string? Reason(ImportStatus status) => status switch
    {
        ImportStatus.Skipped skipped => skipped.Reason,
        ImportStatus.Failed failed => failed.Diagnostic.Message,
        _ => null,
    };

    private static string Counts(IReadOnlyCollection<ImportedResource> resources) => Lines.Counts(
        (resources.Count(resource => resource.Status is ImportStatus.Imported), "imported"),
        (resources.Count(resource => resource.Status is ImportStatus.Replaced), "replaced"),
        (resources.Count(resource => resource.Status is ImportStatus.Skipped), "already here"),
        (resources.Count(resource => resource.Status is ImportStatus.Failed), "failed"));
}
