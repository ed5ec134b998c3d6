using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Unbundling;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows an expansion of bundles: each child and what became of its file.</summary>
public sealed class UnbundleView : IResultView<UnbundleResult>
{
    public RunOutcome OutcomeOf(UnbundleResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(UnbundleResult result) => result.Diagnostics;

    public void WriteHuman(UnbundleResult result, ReportWriter report)
    {
        foreach (var bundle in result.Bundles)
        {
            report.Line(StyledText.Of($"{bundle.Bundle} · {bundle.Connector}", Tone.Strong));
            if (bundle.Problem is { } problem)
            {
                report.Line(new StyledText().Add("  ! ", Tone.Error).Add(ResourceLine.Clip(report, problem.Message, 4)));
            }

            foreach (var child in bundle.Children)
            {
                WriteChild(child, report);
            }

            foreach (var orphan in bundle.Orphans)
            {
                WriteOrphan(orphan, report);
            }

            report.Line();
        }

        NotManaged.Write(result.Unmanaged, report);
    }

    public StyledText? Summarise(UnbundleResult result)
    {
        if (result.Bundles.Count == 0)
        {
            return result.Outcome == RunOutcome.Done ? (StyledText)"No bundle to expand" : null;
        }

        var children = result.Bundles.SelectMany(bundle => bundle.Children).ToList();
        var orphans = result.Bundles.SelectMany(bundle => bundle.Orphans).ToList();
        var counts = Lines.Counts(
            (children.Count(child => child.Change == ChildChange.Created), "created"),
            (children.Count(child => child.Change == ChildChange.Updated), "updated"),
            (orphans.Count(orphan => orphan.Problem is null), "deleted"),
            (children.Count(child => child.Change == ChildChange.Kept) + orphans.Count(orphan => orphan.Problem is not null), "kept"),
            (children.Count(child => child.Change == ChildChange.Unchanged), "unchanged"));
        return StyledText.Of($"{Lines.Count(result.Bundles.Count, "bundle")}: {(counts.Length == 0 ? "no children" : counts)}", Tone.Strong);
    }

    public void WriteJson(UnbundleResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteArray(json, "bundles", result.Bundles, bundle =>
        {
            ResourceJson.WriteKey(json, bundle.Bundle);
            json.WriteString("connector", bundle.Connector);
            json.WriteString("problem", bundle.Problem?.Message);
            ResourceJson.WriteArray(json, "children", bundle.Children, child =>
            {
                json.WriteString("address", child.Address);
                json.WriteString("change", Word(child.Change));
                json.WriteString("problem", child.Problem?.Message);
            });
            ResourceJson.WriteArray(json, "orphans", bundle.Orphans, orphan =>
            {
                json.WriteString("file", orphan.File.Text);
                json.WriteString("change", orphan.Problem is null ? "deleted" : "kept");
                json.WriteString("problem", orphan.Problem?.Message);
            });
        });
        ResourceJson.WritePaths(json, "unmanaged", result.Unmanaged);
        json.WriteEndObject();
    }

    private static void WriteChild(UnbundledChild child, ReportWriter report)
    {
        var (symbol, tone) = child.Change switch
        {
            ChildChange.Created => ("+", Tone.Added),
            ChildChange.Updated => ("~", Tone.Changed),
            ChildChange.Kept => ("!", Tone.Warning),
            ChildChange.Unchanged => ("=", Tone.Muted),
            _ => throw new System.Diagnostics.UnreachableException(child.Change.ToString()),
        };
        report.Line(ResourceLine.Make(report, symbol, tone, child.Address, Word(child.Change)));
        if (child.Problem is { } problem)
        {
            report.Line(StyledText.Of("      " + ResourceLine.Clip(report, problem.Message, 6), tone));
        }
    }

    private static void WriteOrphan(OrphanedChild orphan, ReportWriter report)
    {
        var (symbol, tone) = orphan.Problem is null ? ("-", Tone.Removed) : ("!", Tone.Warning);
        report.Line(ResourceLine.Make(report, symbol, tone, orphan.File.Text, orphan.Problem is null ? "deleted, no longer produced" : "kept"));
        if (orphan.Problem is { } problem)
        {
            report.Line(StyledText.Of("      " + ResourceLine.Clip(report, problem.Message, 6), tone));
        }
    }

    private static string Word(ChildChange change) => change.ToString().ToLowerInvariant();
}
