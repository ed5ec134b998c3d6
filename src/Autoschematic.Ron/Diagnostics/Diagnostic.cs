namespace Autoschematic.Ron.Diagnostics;

/// <summary>One finding: what happened, where, and what to do next.</summary>
/// <param name="Code">Stable code such as <c>RON001</c> or <c>CFG004</c>; never reused for another message.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="Message">One sentence without a final period; literals in backticks.</param>
/// <param name="Location">Where, when the finding concerns a place in a text.</param>
/// <param name="Hint">The next step, when there is one.</param>
public sealed record Diagnostic(
    string Code,
    DiagnosticSeverity Severity,
    string Message,
    SourceLocation? Location = null,
    string? Hint = null)
{
    /// <summary>Lines to show below the message as they are, such as the end of a log.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Makes an error.</summary>
    public static Diagnostic Error(string code, string message, SourceLocation? location = null, string? hint = null)
        => new(code, DiagnosticSeverity.Error, message, location, hint);

    /// <summary>Makes a warning.</summary>
    public static Diagnostic Warning(string code, string message, SourceLocation? location = null, string? hint = null)
        => new(code, DiagnosticSeverity.Warning, message, location, hint);

    /// <inheritdoc/>
    public override string ToString()
        => Location is null ? $"{Code}: {Message}" : $"{Location}: {Code}: {Message}";
}
