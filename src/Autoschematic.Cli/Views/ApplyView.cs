using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows what an apply did: a table of done, failed, unknown, stale and skipped with the reasons.</summary>
/// <param name="full">Whether messages are shown uncut.</param>
/// <param name="planShown">Whether the plan was shown already, to be confirmed.</param>
/// <param name="resultShown">Whether the table was shown already, to be committed; null when it was not.</param>
public sealed class ApplyView(bool full, Func<bool> planShown, Func<bool>? resultShown = null) : IResultView<ApplyResult>
{
    public RunOutcome OutcomeOf(ApplyResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(ApplyResult result) => result.Diagnostics;

    public void WriteHuman(ApplyResult result, ReportWriter report)
    {
        if (!planShown())
        {
            new PlanView(full).WriteHuman(result.Plan, report);
        }

        // When nothing was executed, the plan says all there is to say.
        if (result.Confirmed && resultShown?.Invoke() != true)
        {
            WriteResources(result.Plan, result.Resources, report);
        }
    }

    /// <summary>Shows what was done with each resource and an empty line.</summary>
    public void WriteResources(PlanResult plan, IReadOnlyList<AppliedResource> applied, ReportWriter report)
    {
        string? heading = null;
        var shared = new SharedFailures(full || report.IsVerbose ? [] : applied.Select(resource => (resource.Resource, FailureOf(resource))), "not applied");
        var waited = plan.Resources.Where(resource => resource.Action is PlanAction.Deferred).Select(resource => resource.Resource).ToHashSet();
        foreach (var resource in applied.Where(resource => shared.NeedsLine(FailureOf(resource))))
        {
            ResourceLine.Heading(report, resource.Resource.Prefix.Name, resource.Connector, ref heading);
            if (shared.Write(FailureOf(resource), report))
            {
                WriteReason(FailureOf(resource)!, report);
            }
            else
            {
                WriteResource(resource, waited.Contains(resource.Resource), report);
            }
        }

        if (heading is not null)
        {
            report.Line();
        }
    }

    public StyledText? Summarise(ApplyResult result)
    {
        if (result.Resources.Count == 0 && result.Resumed)
        {
            return result.Run is null || result.IsOpen ? null : StyledText.Of($"Run {result.Run} is given up; what is known of it is stored", Tone.Strong);
        }

        if (result.Resources.Count == 0 || !result.Confirmed)
        {
            return result.Confirmed || result.Plan.HasChanges ? null : new PlanView(full).Summarise(result.Plan);
        }

        var line = StyledText.Of(
            Lines.Counts(
                (result.DoneCount, "done"),
                (result.FailedCount, "failed"),
                (result.UnknownCount, "unknown"),
                (result.StaleCount, "stale"),
                (result.SkippedCount, "skipped")),
            Tone.Strong);
        return result.CommitId is { } commit ? line.Add($", committed as {commit[..Math.Min(commit.Length, 10)]}") : line;
    }

    public void WriteJson(ApplyResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("run", result.Run?.Text);
        json.WriteBoolean("resumed", result.Resumed);
        json.WriteBoolean("open", result.IsOpen);
        json.WriteBoolean("confirmed", result.Confirmed);
        json.WriteString("commit", result.CommitId);
        ResourceJson.WriteArray(json, "resources", result.Resources, resource =>
        {
            ResourceJson.WriteKey(json, resource.Resource);
            json.WriteString("connector", resource.Connector);
            json.WriteString("action", resource.Action.Word);
            json.WriteString("status", resource.Status.Word);
            WriteReason(resource.Status, json);
            json.WriteNumber("opCount", resource.OpCount);
            ResourceJson.WriteArray(json, "ops", resource.Ops, op =>
            {
                json.WriteString("kind", ResourceJson.Word(op.Op.Kind));
                json.WriteString("message", op.Message ?? op.Op.Message);
                ResourceJson.WriteStrings(json, "writtenOutputs", op.WrittenOutputs);
                ResourceJson.WriteStrings(json, "deletedOutputs", op.DeletedOutputs);
            });
            JsonDocuments.WriteDiagnostics(json, "diagnostics", resource.Diagnostics);
        });
        json.WritePropertyName("plan");
        new PlanView(full).WriteJson(result.Plan, json);
        json.WriteEndObject();
    }

    private void WriteResource(AppliedResource resource, bool waited, ReportWriter report)
    {
        var (symbol, tone) = PlanSymbols.Of(resource.Action);
        var word = $"{resource.Action.Word}: {resource.Status.Word}{(FailureOf(resource) is { } failure ? $" {failure.Code}" : "")}";
        report.Line(ResourceLine.Make(report, symbol, resource.Status is ApplyStatus.Done ? tone : ToneOf(resource.Status), resource.Resource.Address.Text, word));
        switch (resource.Status)
        {
            case ApplyStatus.Done:
                // What the plan announced was read there; only what a connector adds is news, and what had no plan yet.
                foreach (var message in resource.Ops.Select(op => waited ? op.Message ?? op.Op.Message : op.Message == op.Op.Message ? null : op.Message).OfType<string>())
                {
                    report.Line(StyledText.Of("      " + Clip(message, report), Tone.Muted));
                }

                break;
            case ApplyStatus.Failed or ApplyStatus.Unknown or ApplyStatus.Stale:
                WriteReason(FailureOf(resource)!, report);
                if (resource.Ops.Count > 0)
                {
                    report.Line(StyledText.Of(
                        $"      after {resource.Ops.Count} of {Lines.Count(resource.OpCount, "op")}, whose outputs are stored", Tone.Muted));
                }

                break;
            case ApplyStatus.Skipped skipped:
                report.Line(StyledText.Of("      " + Clip(skipped.Reason, report), Tone.Muted));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(resource.Status.GetType().Name);
        }
    }

    // One line: the whole of it, with its hint, is among the errors.
    private void WriteReason(Diagnostic failure, ReportWriter report)
        => report.Line(StyledText.Of("      " + Clip(Lines.First(failure.Message), report), Tone.Muted));

    private static Diagnostic? FailureOf(AppliedResource resource) => resource.Status switch
    {
        ApplyStatus.Failed failed => failed.Diagnostic,
        ApplyStatus.Unknown unknown => unknown.Diagnostic,
        ApplyStatus.Stale stale => stale.Diagnostic,
        _ => null,
    };

    private string Clip(string message, ReportWriter report)
        => full ? message : ResourceLine.Clip(report, message, 6);

    private static void WriteReason(ApplyStatus status, Utf8JsonWriter json)
    {
        switch (status)
        {
            case ApplyStatus.Done:
                break;
            case ApplyStatus.Failed failed:
                json.WriteString("reason", failed.Diagnostic.Message);
                break;
            case ApplyStatus.Unknown unknown:
                json.WriteString("reason", unknown.Diagnostic.Message);
                break;
            case ApplyStatus.Stale stale:
                json.WriteString("reason", stale.Diagnostic.Message);
                break;
            case ApplyStatus.Skipped skipped:
                json.WriteString("reason", skipped.Reason);
                json.WriteString("because", skipped.Because?.File.Text);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(status.GetType().Name);
        }
    }

    private static Tone ToneOf(ApplyStatus status) => status switch
    {
        ApplyStatus.Done => Tone.Good,
        ApplyStatus.Failed => Tone.Error,
        ApplyStatus.Unknown or ApplyStatus.Stale => Tone.Warning,
        ApplyStatus.Skipped => Tone.Muted,
        _ => throw new System.Diagnostics.UnreachableException(status.GetType().Name),
    };
}
