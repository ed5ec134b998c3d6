using System.CommandLine;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>One run of a command: what was typed, where, and how to show what comes of it.</summary>
/// <param name="command">The command's name, for JSON documents.</param>
/// <param name="parsed">The command line.</param>
/// <param name="gate">The way out for text.</param>
internal sealed class Invocation(string command, ParseResult parsed, OutputGate gate)
{
    public ParseResult Parsed { get; } = parsed;

    public OutputGate Gate { get; } = gate;

    /// <summary>Shows a result that cannot fail.</summary>
    public void Show<TResult>(IResultView<TResult> view, TResult result)
        => Show(view, result, RunOutcome.Done, []);

    /// <summary>Shows a result with its outcome and what was found on the way.</summary>
    public void Show<TResult>(
        IResultView<TResult> view, TResult result, RunOutcome outcome, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        if (Gate.Settings.Format == OutputFormat.Human)
        {
            view.WriteHuman(result, new ReportWriter(Gate));
            return;
        }

        var indented = Gate.Settings.Format == OutputFormat.Json;
        Gate.Data(JsonDocuments.Envelope(command, outcome, diagnostics, json => view.WriteJson(result, json), indented));
    }

    /// <summary>Ends a run that has no result.</summary>
    public RunOutcome Fail(RunOutcome outcome, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        new DiagnosticView(Gate).ShowAll(diagnostics);
        if (Gate.Settings.Format != OutputFormat.Human)
        {
            Gate.Data(JsonDocuments.Envelope(command, outcome, diagnostics, null, Gate.Settings.Format == OutputFormat.Json));
        }

        return outcome;
    }
}
