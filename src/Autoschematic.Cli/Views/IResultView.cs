using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the result of one command, to people or to scripts.</summary>
public interface IResultView<in TResult>
{
    RunOutcome OutcomeOf(TResult result);

    /// <summary>Everything found; what was shown while the command ran is not shown again.</summary>
    IReadOnlyList<Diagnostic> DiagnosticsOf(TResult result);

    void WriteHuman(TResult result, ReportWriter report);

    /// <summary>One line that says how it ended, shown last; null when nothing need be said.</summary>
    StyledText? Summarise(TResult result);

    /// <summary>Writes the value of the document's `result`.</summary>
    void WriteJson(TResult result, Utf8JsonWriter json);
}
