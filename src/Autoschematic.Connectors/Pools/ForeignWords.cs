using Autoschematic.Model.Connectors;
using Autoschematic.Model.Redaction;

namespace Autoschematic.Connectors.Pools;

/// <summary>Makes what connectors say fit to be shown: no control characters, no secrets.</summary>
/// <param name="redact">Replaces secrets.</param>
/// <param name="longestLine">Where lines of a log are cut.</param>
internal sealed class ForeignWords(Func<string, string> redact, int longestLine = 4096)
{
    public string Clean(string text) => redact(ForeignText.Clean(text));

    public string? CleanOptional(string? text) => text is null ? null : Clean(text);

    /// <summary>A line of a log; cut only after secrets were replaced, so that no half of one is left.</summary>
    public string CleanLine(string line)
        => Clean(line) is var clean && clean.Length > longestLine ? $"{clean[..longestLine]}…" : clean;

    /// <param name="error">What went wrong.</param>
    /// <param name="launch">The connector: which of its variables were masked can only be told here.</param>
    public ConnectorException Clean(ConnectorException error, ConnectorLaunch launch)
        => new(error.Failure, error.Connector, error.Method, Clean(error.Message), error.InnerException ?? error)
        {
            Causes = [.. error.Causes.Select(Clean)],
            Hint = CleanOptional(error.Hint),
            LogTail = [.. error.LogTail.Select(Clean)],
            Code = error.Code,
            Position = error.Position,
            RetryAfter = error.RetryAfter,
            IsMisconfigured = error.IsMisconfigured,
            Masked = [.. error.Masked.Union(MaskedIn([error.Message, .. error.Causes, error.Hint ?? "", .. error.LogTail], launch), StringComparer.Ordinal)],
        };

    // A value that is short or was not a secret is still to be seen, and so needs no explanation.
    private IEnumerable<string> MaskedIn(IReadOnlyList<string> texts, ConnectorLaunch launch)
        => launch.Environment
            .Where(variable => variable.Value.Length > 0
                && texts.Any(text => text.Contains(variable.Value, StringComparison.Ordinal))
                && !Clean(variable.Value).Contains(variable.Value, StringComparison.Ordinal))
            .Select(variable => variable.Key)
            .Order(StringComparer.Ordinal);

    public ConnectorOp Clean(ConnectorOp op) => op with { Message = CleanOptional(op.Message) };

    public OpResult Clean(OpResult result) => result with { Message = CleanOptional(result.Message) };

    public TaskStep Clean(TaskStep step) => step with { Message = CleanOptional(step.Message) };

    public ConnectorDiagnostic Clean(ConnectorDiagnostic found) => found with { Message = Clean(found.Message) };

    public Docstring Clean(Docstring text)
        => new(Clean(text.Type), Clean(text.Markdown), [.. text.Fields.Select(Clean)]);
}
