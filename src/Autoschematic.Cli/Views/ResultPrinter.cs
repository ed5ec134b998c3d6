using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Ends a command: its report, then what was found, then one line; or one JSON document.</summary>
/// <param name="command">The command's name, for JSON documents.</param>
/// <param name="gate">The way out for text.</param>
/// <param name="events">Knows what was shown while the command ran.</param>
public sealed class ResultPrinter(string command, OutputGate gate, EventView events)
{
    /// <summary>Shows a result and returns its outcome.</summary>
    /// <param name="view">Knows how.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="before">What was found before the work began.</param>
    public RunOutcome Finish<TResult>(IResultView<TResult> view, TResult result, IEnumerable<Diagnostic> before)
    {
        gate.Progress.Clear();
        var outcome = view.OutcomeOf(result);
        var found = before.Concat(view.DiagnosticsOf(result)).Distinct().ToList();
        if (gate.Settings.Format == OutputFormat.Human)
        {
            view.WriteHuman(result, new ReportWriter(gate));
            var shown = events.ShowRest(found);
            WriteSummary(gate, view.Summarise(result), afterDiagnostics: shown > 0);
            return outcome;
        }

        events.ShowRest(found);
        WriteDocument(outcome, found, json => view.WriteJson(result, json));
        return outcome;
    }

    /// <summary>Ends a run that has no result.</summary>
    public RunOutcome Fail(RunOutcome outcome, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        gate.Progress.Clear();
        events.ShowRest(diagnostics);
        if (gate.Settings.Format != OutputFormat.Human)
        {
            WriteDocument(outcome, diagnostics, null);
        }

        return outcome;
    }

    /// <summary>Shows the one line that says how it ended, apart from what was found.</summary>
    public static void WriteSummary(OutputGate gate, StyledText? summary, bool afterDiagnostics)
    {
        if (summary is null)
        {
            return;
        }

        if (afterDiagnostics)
        {
            gate.Say("");
        }

        new ReportWriter(gate).Sentence(summary);
    }

    private void WriteDocument(
        RunOutcome outcome, IEnumerable<Diagnostic> diagnostics, Action<System.Text.Json.Utf8JsonWriter>? writeResult)
        => JsonDocuments.WriteEnvelope(
            gate.Data, command, outcome, diagnostics, writeResult, indented: gate.Settings.Format == OutputFormat.Json);
}
