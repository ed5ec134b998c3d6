using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Sdk.Resources;

/// <summary>What is wrong with a body that can be read.</summary>
/// <param name="Path">
/// The field that is meant, as in `login` or `grants[0].on` or `labels["team"]`; empty for the whole body. What is not
/// written in the body stands for what would hold it.
/// </param>
/// <param name="Message">One sentence for people.</param>
public sealed record BodyProblem(string Path, string Message)
{
    /// <summary>How serious it is; with errors nothing is planned.</summary>
    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;

    /// <summary>Where exactly, for bodies that are text; it goes before <see cref="Path"/>.</summary>
    public BodySpan? Span { get; init; }
}
