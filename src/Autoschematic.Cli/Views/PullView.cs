using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a pull: what was written, field by field, and how to take it back.</summary>
public sealed class PullView(bool full) : IResultView<PullResult>
{
    public RunOutcome OutcomeOf(PullResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(PullResult result) => result.Diagnostics;

    public void WriteHuman(PullResult result, ReportWriter report)
    {
        WriteResources(result.Resources.Where(resource => full || resource.Status is not PullStatus.Unchanged), report);
        NotManaged.Write(result.Unmanaged, report);
    }

    /// <summary>Shows some of the resources and an empty line.</summary>
    public void WriteResources(IEnumerable<PulledResource> resources, ReportWriter report)
    {
        string? heading = null;
        var shown = resources.ToList();
        var shared = new SharedFailures(full || report.IsVerbose ? [] : shown.Select(resource => (resource.Resource, FailureOf(resource))), "not pulled");
        foreach (var resource in shown.Where(resource => shared.NeedsLine(FailureOf(resource))))
        {
            ResourceLine.Heading(report, resource.Resource.Prefix.Name, resource.Connector, ref heading);
            if (!shared.Write(FailureOf(resource), report))
            {
                WriteResource(resource, report);
            }
        }

        if (heading is not null)
        {
            report.Line();
        }

        report.ExplainCuts();
    }

    public StyledText? Summarise(PullResult result)
    {
        if (result.Resources.Count == 0)
        {
            return result.Outcome == RunOutcome.Done ? (StyledText)"Nothing to pull" : null;
        }

        int Count<TStatus>()
            where TStatus : PullStatus => result.Resources.Count(resource => resource.Status is TStatus);
        return StyledText.Of(
            Lines.Counts(
                (Count<PullStatus.Pulled>(), "pulled"),
                (Count<PullStatus.Conflicted>(), "with conflicts"),
                (Count<PullStatus.Unconfirmed>(), "not agreed to"),
                (Count<PullStatus.Kept>(), "kept"),
                (Count<PullStatus.Deleted>(), "deleted"),
                (Count<PullStatus.Gone>(), "gone remotely"),
                (Count<PullStatus.NotCreated>(), "not created"),
                (Count<PullStatus.Deferred>(), "deferred"),
                (Count<PullStatus.Failed>(), "with errors"),
                (Count<PullStatus.Unchanged>(), "unchanged")),
            Tone.Strong);
    }

    public void WriteJson(PullResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteArray(json, "resources", result.Resources, resource =>
        {
            ResourceJson.WriteKey(json, resource.Resource);
            json.WriteString("connector", resource.Connector);
            json.WriteString("status", resource.Status.Word);
            json.WriteString("preImage", PreImage(resource.Status));
            json.WriteBoolean("staged", resource.Staged);
            ResourceJson.WriteDiff(json, resource.Diff);
            ResourceJson.WriteFields(json, "kept", resource.Kept);
            ConflictView.WriteJson(json, resource.Conflicts);
            ResourceJson.WriteArray(json, "replacedReferences", resource.ReplacedReferences, replaced =>
            {
                json.WriteString("path", replaced.Path);
                json.WriteString("reference", replaced.Reference.ToString());
            });
            if (resource.Status is PullStatus.Unconfirmed unconfirmed)
            {
                ResourceJson.WriteArray(json, "unconfirmed", unconfirmed.Fields, field =>
                {
                    json.WriteString("path", field.Change.Path);
                    json.WriteString("old", field.Change.Old);
                    json.WriteString("new", field.Change.New);
                    json.WriteString("commit", field.Commit);
                });
            }

            if (resource.Status is PullStatus.Deferred deferred)
            {
                Waits.WriteJson(deferred.Waits, json);
            }

            if (resource.Status is PullStatus.Failed failed)
            {
                json.WriteString("reason", failed.Diagnostic.Message);
            }
        });
        ResourceJson.WritePaths(json, "unmanaged", result.Unmanaged);
        json.WriteEndObject();
    }

    private void WriteResource(PulledResource resource, ReportWriter report)
    {
        var (symbol, tone) = Symbol(resource.Status);
        var word = FailureOf(resource) is { } failure ? $"{resource.Status.Word} {failure.Code}" : resource.Status.Word;
        report.Line(ResourceLine.Make(report, symbol, tone, resource.Resource.Address.Text, word));
        var diff = new BodyDiffView(report, full);
        if (resource.Diff is not null)
        {
            diff.Write(resource.Diff, indent: 6);
        }

        foreach (var replaced in resource.ReplacedReferences)
        {
            var path = replaced.Path.Length == 0 ? "" : $"{report.Clean(replaced.Path)} ";
            report.Line(StyledText.Of($"      {path}no longer refers to {replaced.Reference}", Tone.Warning));
        }

        new ConflictView(report, full).Write(resource.Conflicts, indent: 6);
        if (resource.Status is PullStatus.Unconfirmed { Fields: var fields })
        {
            foreach (var group in fields.GroupBy(field => field.Commit))
            {
                report.Line(StyledText.Of($"      committed, maybe never applied ({group.Key ?? "long ago"}):", Tone.Warning));
                diff.WriteFields([.. group.Select(field => field.Change)], indent: 8);
            }
        }

        if (resource.Kept.Count > 0)
        {
            report.Line(StyledText.Of("      changed only here, and kept:", Tone.Muted));
            diff.WriteFields(resource.Kept, indent: 8);
        }

        switch (resource.Status)
        {
            case PullStatus.Deferred deferred:
                Waits.Write(deferred.Waits, report);
                break;
            case PullStatus.Gone { Edit: null }:
                report.Line(StyledText.Of("      the file is still here; `--delete` removes it", Tone.Muted));
                break;
            case PullStatus.Gone:
                report.Line(StyledText.Of("      the file is still here, with changes; `--delete --theirs` removes it", Tone.Muted));
                break;
            case PullStatus.NotCreated:
                report.Line(StyledText.Of("      nothing says that it ever was there; `apply` creates it", Tone.Muted));
                break;
            default:
                break;
        }

        if (PreImage(resource.Status) is { } blob)
        {
            UndoLine.Write(report, blob, resource.Resource.File);
        }
    }

    private static Diagnostic? FailureOf(PulledResource resource) => (resource.Status as PullStatus.Failed)?.Diagnostic;

    private static string? PreImage(PullStatus status) => status switch
    {
        PullStatus.Pulled pulled => pulled.PreImage,
        PullStatus.Deleted deleted => deleted.PreImage,
        _ => null,
    };

    private static (string Symbol, Tone Tone) Symbol(PullStatus status) => status switch
    {
        PullStatus.Unchanged => ("=", Tone.Muted),
        PullStatus.Pulled => ("~", Tone.Changed),
        PullStatus.Kept => ("*", Tone.Muted),
        PullStatus.Conflicted => ("≠", Tone.Error),
        PullStatus.Unconfirmed => ("?", Tone.Warning),
        PullStatus.Deleted => ("-", Tone.Removed),
        PullStatus.Gone => ("?", Tone.Warning),
        PullStatus.NotCreated => ("+", Tone.Hint),
        PullStatus.Deferred => ("…", Tone.Hint),
        PullStatus.Failed => ("!", Tone.Error),
        _ => throw new System.Diagnostics.UnreachableException(status.GetType().Name),
    };
}
