using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Checking;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a check: every problem that is left, the files that were deleted, then the counts.</summary>
public sealed class FsckView : IResultView<FsckResult>
{
    public RunOutcome OutcomeOf(FsckResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(FsckResult result) => result.Diagnostics;

    public void WriteHuman(FsckResult result, ReportWriter report)
    {
        foreach (var file in result.Fixed)
        {
            report.Line(new StyledText().Add("- ", Tone.Removed).Add(file.Text));
        }

        if (result.Fixed.Count > 0)
        {
            report.Line();
        }
    }

    public StyledText? Summarise(FsckResult result)
    {
        if (result.Outcome is RunOutcome.Refused)
        {
            return null;
        }

        var errors = result.Diagnostics.Count(item => item.Severity == DiagnosticSeverity.Error);
        var warnings = result.Diagnostics.Count(item => item.Severity == DiagnosticSeverity.Warning);
        var found = Lines.Counts((errors, errors == 1 ? "error" : "errors"), (warnings, warnings == 1 ? "warning" : "warnings"));
        var line = StyledText.Of(
            found.Length == 0 ? "No problems" : found, errors > 0 ? Tone.Error : warnings > 0 ? Tone.Warning : Tone.Good);
        return result.Fixed.Count == 0 ? line : line.Add($", {Lines.Count(result.Fixed.Count, "file")} deleted");
    }

    public void WriteJson(FsckResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteArray(json, "findings", result.Findings, finding =>
        {
            json.WriteString("kind", Word(finding.Kind));
            json.WriteString("file", finding.File.Text);
            json.WriteString("code", finding.Diagnostic.Code);
            json.WriteString("message", finding.Diagnostic.Message);
            json.WriteBoolean("fixable", finding.IsCertain);
            json.WriteBoolean("fixed", result.Fixed.Contains(finding.File));
        });
        ResourceJson.WritePaths(json, "fixed", result.Fixed);
        json.WriteEndObject();
    }

    private static string Word(FsckKind kind) => kind switch
    {
        FsckKind.Damaged => "damaged",
        FsckKind.OrphanedOutputs => "orphaned-outputs",
        FsckKind.DanglingPointer => "dangling-pointer",
        FsckKind.PointerCycle => "pointer-cycle",
        FsckKind.DependencyCycle => "dependency-cycle",
        FsckKind.MissingReference => "missing-reference",
        FsckKind.OrphanedChild => "orphaned-child",
        FsckKind.OrphanedSeal => "orphaned-seal",
        FsckKind.MissingSeal => "missing-seal",
        FsckKind.Leftover => "leftover",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
