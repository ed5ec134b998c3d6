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
        string? heading = null;
        var shared = new SharedFailures(full || report.IsVerbose ? [] : result.Resources.Select(FailureOf), "not pulled");
        foreach (var resource in result.Resources.Where(resource => (full || resource.Status is not PullStatus.Unchanged) && shared.NeedsLine(FailureOf(resource))))
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

        NotManaged.Write(result.Unmanaged, report);
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
                (Count<PullStatus.Deleted>(), "deleted"),
                (Count<PullStatus.Gone>(), "gone remotely"),
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
            ResourceJson.WriteStrings(json, "replacedReferences", resource.ReplacedReferences.Select(reference => reference.ToString()));
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
        report.Line(ResourceLine.Make(report, symbol, tone, resource.Resource.Address.Text, resource.Status.Word));
        if (resource.Diff is not null)
        {
            new BodyDiffView(report, full).Write(resource.Diff, indent: 6);
        }

        foreach (var reference in resource.ReplacedReferences)
        {
            report.Line(StyledText.Of($"      no longer refers to {reference}", Tone.Warning));
        }

        switch (resource.Status)
        {
            case PullStatus.Deferred deferred:
                Waits.Write(deferred.Waits, report);
                break;
            case PullStatus.Gone:
                report.Line(StyledText.Of("      the file is still here; `--delete` removes it", Tone.Muted));
                break;
            default:
                break;
        }

        if (PreImage(resource.Status) is { } blob)
        {
            report.Line(StyledText.Of($"      undo: git cat-file blob {blob} > {Quote(resource.Resource.File.Text)}", Tone.Muted));
        }
    }

    private static Diagnostic? FailureOf(PulledResource resource) => (resource.Status as PullStatus.Failed)?.Diagnostic;

    private static string? PreImage(PullStatus status) => status switch
    {
        PullStatus.Pulled pulled => pulled.PreImage,
        PullStatus.Deleted deleted => deleted.PreImage,
        _ => null,
    };

    // For a POSIX shell, so that the line can be copied whatever the file is called.
    private static string Quote(string path)
        => path.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '-' or '_')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static (string Symbol, Tone Tone) Symbol(PullStatus status) => status switch
    {
        PullStatus.Unchanged => ("=", Tone.Muted),
        PullStatus.Pulled => ("~", Tone.Changed),
        PullStatus.Deleted => ("-", Tone.Removed),
        PullStatus.Gone => ("?", Tone.Warning),
        PullStatus.Deferred => ("…", Tone.Hint),
        PullStatus.Failed => ("!", Tone.Error),
        _ => throw new System.Diagnostics.UnreachableException(status.GetType().Name),
    };
}
