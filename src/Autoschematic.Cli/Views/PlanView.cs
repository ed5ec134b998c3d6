using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a plan: each resource with its ops and changed fields, then the counts.</summary>
public sealed class PlanView(bool full) : IResultView<PlanResult>
{
    public RunOutcome OutcomeOf(PlanResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(PlanResult result) => result.Diagnostics;

    public void WriteHuman(PlanResult result, ReportWriter report)
    {
        string? heading = null;
        var shared = new SharedFailures(full || report.IsVerbose ? [] : result.Resources.Select(resource => (resource.Resource, OnlyFailure(resource))), "not planned");
        foreach (var resource in result.Resources.Where(resource => IsShown(resource) && shared.NeedsLine(OnlyFailure(resource))))
        {
            ResourceLine.Heading(report, resource.Resource.Prefix.Name, resource.Connector, ref heading);
            if (!shared.Write(OnlyFailure(resource), report))
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
        if (result.File is { } file)
        {
            report.Line($"plan kept in {report.Clean(file.Path)}");
            report.Line($"sha256 {file.Hash}");
            report.Line();
        }
    }

    public StyledText? Summarise(PlanResult result)
    {
        if (result.Resources.Count == 0)
        {
            return result.Diagnostics.Any(item => item.Severity == DiagnosticSeverity.Error) ? null : (StyledText)"Nothing to plan";
        }

        int Count<TAction>()
            where TAction : PlanAction => result.Resources.Count(resource => resource.Action is TAction);
        var changes = Lines.Counts(
            (Count<PlanAction.Create>(), "to create"),
            (Count<PlanAction.Update>(), "to update"),
            (Count<PlanAction.Replace>(), "to replace"),
            (Count<PlanAction.Delete>(), "to delete"),
            (Count<PlanAction.Moved>(), "to move"),
            (Count<PlanAction.Deferred>(), "deferred"));
        var rest = Lines.Counts((Count<PlanAction.Unchanged>(), "unchanged"), (Count<PlanAction.Stale>(), "stale"), (Count<PlanAction.Failed>(), "with errors"));
        var line = new StyledText();
        line.Add(changes.Length == 0 && result.Outcome is RunOutcome.Done or RunOutcome.ChangesFound ? "No changes" : changes, Tone.Strong);
        return line.Add(line.Width > 0 && rest.Length > 0 ? ", " : "").Add(rest);
    }

    public void WriteJson(PlanResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("hasChanges", result.HasChanges);
        ResourceJson.WriteArray(json, "resources", result.Resources, resource => WriteJson(resource, json));
        ResourceJson.WriteArray(json, "edges", result.Edges, edge =>
        {
            json.WriteString("dependent", edge.Dependent.File.Text);
            json.WriteString("dependency", edge.Dependency.File.Text);
            json.WriteString("reason", Word(edge.Reason));
        });
        ResourceJson.WritePaths(json, "unmanaged", result.Unmanaged);
        if (result.File is { } file)
        {
            json.WriteStartObject("file");
            json.WriteString("path", file.Path);
            json.WriteString("sha256", file.Hash);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("file");
        }

        json.WriteEndObject();
    }

    private static Diagnostic? OnlyFailure(PlannedResource resource)
        => resource.Action is PlanAction.Failed { Diagnostics: [var only] } ? only : null;

    private bool IsShown(PlannedResource resource) => full || resource.Action is not PlanAction.Unchanged;

    private void WriteResource(PlannedResource resource, ReportWriter report)
    {
        var (symbol, tone) = PlanSymbols.Of(resource.Action);
        report.Line(ResourceLine.Make(report, symbol, tone, resource.Resource.Address.Text, Word(resource.Action)));
        if (resource.Action is PlanAction.Moved moved)
        {
            report.Line(StyledText.Of(ResourceLine.Clip(report, $"      from {moved.From.Address}", 0), Tone.Muted));
        }

        foreach (var op in resource.Ops)
        {
            WriteOp(op, report);
        }

        switch (resource.Action)
        {
            case PlanAction.Create or PlanAction.Update or PlanAction.Replace or PlanAction.Moved:
                if (resource.Diff is not null)
                {
                    new BodyDiffView(report, full).Write(resource.Diff, indent: 6);
                }

                break;
            case PlanAction.Deferred deferred:
                if (resource.Diff is not null)
                {
                    new BodyDiffView(report, full).Write(Waits.Explain(deferred.Waits, resource.Diff), indent: 6);
                }

                Waits.Write(deferred.Waits, report);
                break;
            case PlanAction.Unchanged or PlanAction.Delete or PlanAction.Failed or PlanAction.Stale:
                break;
            default:
                throw new System.Diagnostics.UnreachableException(resource.Action.GetType().Name);
        }
    }

    private void WriteOp(ConnectorOp op, ReportWriter report)
    {
        var marks = (op.Irreversible, op.DestroysData) switch
        {
            (true, true) => " (irreversible, destroys data)",
            (true, false) => " (irreversible)",
            (false, true) => " (destroys data)",
            _ => "",
        };
        var message = op.Message ?? $"{(op.Kind == OpKind.Unspecified ? "an op" : ResourceJson.Word(op.Kind))} without a message";
        report.Line(new StyledText().Add("      ").Add(Clip(message, report, marks.Length), Tone.Muted).Add(marks, Tone.Warning));
    }

    private string Clip(string message, ReportWriter report, int marks = 0)
        => full ? message : ResourceLine.Clip(report, message, 6 + marks);

    private static void WriteJson(PlannedResource resource, Utf8JsonWriter json)
    {
        ResourceJson.WriteKey(json, resource.Resource);
        json.WriteString("connector", resource.Connector);
        json.WriteString("physical", resource.Physical?.Text);
        json.WriteString("action", resource.Action.Word);
        if (resource.Action is PlanAction.Moved moved)
        {
            json.WriteString("from", moved.From.File.Text);
        }

        if (resource.Action is PlanAction.Deferred deferred)
        {
            json.WriteString("predicted", deferred.Predicted.Word);
            Waits.WriteJson(deferred.Waits, json);
        }

        ResourceJson.WriteArray(json, "ops", resource.Ops, op =>
        {
            json.WriteString("kind", ResourceJson.Word(op.Kind));
            json.WriteString("message", op.Message);
            json.WriteBoolean("irreversible", op.Irreversible);
            json.WriteBoolean("destroysData", op.DestroysData);
            ResourceJson.WriteStrings(json, "writesOutputs", op.WritesOutputs);
        });
        ResourceJson.WriteDiff(json, resource.Diff);
        JsonDocuments.WriteDiagnostics(json, "diagnostics", resource.Diagnostics);
    }

    // The codes lead to the errors, which stand below in full and are not said twice.
    private static string Word(PlanAction action) => action switch
    {
        PlanAction.Deferred deferred => $"deferred {deferred.Predicted.Word}",
        PlanAction.Stale stale => $"{stale.Word} {stale.Diagnostic.Code}",
        PlanAction.Failed failed => $"{failed.Word} {string.Join(", ", failed.Diagnostics.Select(found => found.Code).Distinct())}",
        _ => action.Word,
    };

    private static string Word(PlanEdgeReason reason) => reason switch
    {
        PlanEdgeReason.Reference => "reference",
        PlanEdgeReason.Mapping => "mapping",
        PlanEdgeReason.Parent => "parent",
        PlanEdgeReason.SameAddress => "same-address",
        PlanEdgeReason.Need => "need",
        PlanEdgeReason.Deletion => "deletion",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
