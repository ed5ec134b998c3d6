using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows a result that cannot fail.</summary>
public abstract class FactsView<TResult> : IResultView<TResult>
{
    public RunOutcome OutcomeOf(TResult result) => RunOutcome.Done;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(TResult result) => [];

    public StyledText? Summarise(TResult result) => null;

    public abstract void WriteHuman(TResult result, ReportWriter report);

    public abstract void WriteJson(TResult result, Utf8JsonWriter json);
}
