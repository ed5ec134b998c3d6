using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows drift: what differs remotely, field by field, and the counts.</summary>
public class DriftView(bool full) : IResultView<DriftResult>
{
    public virtual RunOutcome OutcomeOf(DriftResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(DriftResult result) => result.Diagnostics;

    public void WriteHuman(DriftResult result, ReportWriter report)
    {
        string? heading = null;
        var shared = new SharedFailures(full || report.IsVerbose ? [] : result.Resources.Select(resource => (resource.Resource, FailureOf(resource))), "not compared");
        foreach (var resource in result.Resources.Where(resource => (full || resource.Status is not (DriftStatus.Equal or DriftStatus.Ignored)) && shared.NeedsLine(FailureOf(resource))))
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

        NotManaged.Write(result.Unmanaged, report);
    }

    public StyledText? Summarise(DriftResult result)
    {
        if (result.Resources.Count == 0)
        {
            return result.Outcome == RunOutcome.Done ? (StyledText)"Nothing to compare" : null;
        }

        int Count<TStatus>()
            where TStatus : DriftStatus => result.Resources.Count(resource => resource.Status is TStatus);
        var drift = Lines.Counts(
            (Count<DriftStatus.Changed>(), "changed (file → remote)"),
            (Count<DriftStatus.Missing>(), "missing remotely"),
            (Count<DriftStatus.Orphaned>(), "orphaned"),
            (Count<DriftStatus.NotInRepository>(), "not in repository"));
        var rest = Lines.Counts(
            (Count<DriftStatus.Deferred>(), "deferred"),
            (Count<DriftStatus.Failed>(), "with errors"),
            (Count<DriftStatus.Ignored>(), "ignored"),
            (Count<DriftStatus.Equal>(), "equal"));
        // What could not be compared may have drifted.
        var known = drift.Length == 0 && Count<DriftStatus.Failed>() == 0 ? "No drift" : drift;
        return StyledText.Of(known, Tone.Strong).Add(known.Length > 0 && rest.Length > 0 ? ", " : "").Add(rest);
    }

    public void WriteJson(DriftResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("hasDrift", result.HasDrift);
        ResourceJson.WriteArray(json, "resources", result.Resources, resource =>
        {
            ResourceJson.WriteKey(json, resource.Resource);
            json.WriteString("connector", resource.Connector);
            json.WriteString("status", resource.Status.Word);
            WriteDetails(resource.Status, json);
            if (resource.Ignored.Count > 0)
            {
                ResourceJson.WriteArray(json, "ignored", resource.Ignored, ignored =>
                {
                    json.WriteString("path", ignored.Path);
                    json.WriteString("reason", ignored.Reason);
                });
            }

            ResourceJson.WriteStrings(json, "otherOutputs", resource.OtherOutputs);
        });
        ResourceJson.WritePaths(json, "unmanaged", result.Unmanaged);
        json.WriteEndObject();
    }

    private void WriteResource(DriftedResource resource, ReportWriter report)
    {
        var (symbol, tone) = Symbol(resource.Status);
        var word = FailureOf(resource) is { } failure ? $"{resource.Status.Word} {failure.Code}" : resource.Status.Word;
        report.Line(ResourceLine.Make(report, symbol, tone, resource.Resource.Address.Text, word));
        switch (resource.Status)
        {
            case DriftStatus.Changed changed:
                var diffs = new BodyDiffView(report, full);
                if (changed.Diff is not null)
                {
                    diffs.Write(changed.Diff, indent: 6);
                }

                if (changed.Outputs.Count > 0)
                {
                    report.Line(StyledText.Of("      outputs", Tone.Muted));
                    diffs.WriteFields(changed.Outputs, indent: 6);
                }

                break;
            case DriftStatus.Deferred deferred:
                Waits.Write(deferred.Waits, report);
                break;
            default:
                break;
        }

        foreach (var ignored in full || report.IsVerbose ? resource.Ignored : [])
        {
            var path = ignored.Path is null ? "" : $"{report.Clean(ignored.Path)}: ";
            report.Line(StyledText.Of($"      ignored {path}{report.Clean(ignored.Reason)}", Tone.Muted));
        }

        if (resource.OtherOutputs.Count > 0 && (full || report.IsVerbose))
        {
            report.Line(StyledText.Of($"      outputs on one side only: {string.Join(", ", resource.OtherOutputs)}", Tone.Muted));
        }
    }

    private static Diagnostic? FailureOf(DriftedResource resource) => (resource.Status as DriftStatus.Failed)?.Diagnostic;

    private static void WriteDetails(DriftStatus status, Utf8JsonWriter json)
    {
        switch (status)
        {
            case DriftStatus.Changed changed:
                ResourceJson.WriteDiff(json, changed.Diff);
                ResourceJson.WriteFields(json, "outputs", changed.Outputs);
                break;
            case DriftStatus.Deferred deferred:
                Waits.WriteJson(deferred.Waits, json);
                break;
            case DriftStatus.Failed failed:
                json.WriteString("reason", failed.Diagnostic.Message);
                break;
            default:
                break;
        }
    }

    private static (string Symbol, Tone Tone) Symbol(DriftStatus status) => status switch
    {
        DriftStatus.Equal => ("=", Tone.Muted),
        DriftStatus.Ignored => ("=", Tone.Muted),
        DriftStatus.Changed => ("~", Tone.Changed),
        DriftStatus.Missing => ("-", Tone.Removed),
        DriftStatus.Orphaned => ("?", Tone.Changed),
        DriftStatus.NotInRepository => ("+", Tone.Added),
        DriftStatus.Deferred => ("…", Tone.Hint),
        DriftStatus.Failed => ("!", Tone.Error),
        _ => throw new System.Diagnostics.UnreachableException(status.GetType().Name),
    };
}
