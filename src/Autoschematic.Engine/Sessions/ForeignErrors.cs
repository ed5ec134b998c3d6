using Autoschematic.Model.Connectors;
using Autoschematic.Model.Environments;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>Turns failed calls into diagnostics: the one place where text of connectors is cleaned and redacted.</summary>
internal sealed class ForeignErrors(Redactor redactor)
{
    public string Clean(string text) => redactor.Redact(ForeignText.Clean(text));

    /// <param name="connector">Shortname of the connector.</param>
    /// <param name="prefix">Name of its prefix.</param>
    /// <param name="exception">What went wrong.</param>
    /// <param name="location">The part of the configuration that is wrong, when one is.</param>
    /// <param name="hint">A better next step than the host's.</param>
    public Diagnostic StartFailed(string connector, string prefix, ConnectorException exception, SourceLocation? location, string? hint)
        => SessionDiagnostics.StartFailed(
            connector,
            prefix,
            Clean(exception.Message).TrimEnd('.', '\n'),
            location,
            hint ?? Hint(exception),
            [.. Masked(exception), .. Causes(exception), .. exception.LogTail.Select(Clean)]);

    public Diagnostic InitFailed(string connector, string prefix, ConnectorException exception, IReadOnlyList<string> denied)
        => SessionDiagnostics.InitFailed(
            connector,
            prefix,
            Reason(exception),
            EnvironmentHints.ForFailedInit(connector, Reason(exception), exception.Code, denied) ?? Hint(exception),
            Tail(exception));

    public Diagnostic CallFailed(ConnectorException exception, ResourceKey? resource)
        => SessionDiagnostics.CallFailed(
            exception.Connector,
            exception.Method,
            Reason(exception),
            resource is null ? null : SourceLocation.OfFile(resource.File.Text),
            Hint(exception),
            Tail(exception));

    private string Reason(ConnectorException exception)
    {
        var causes = exception.Causes.Where(cause => !exception.Message.Contains(cause, StringComparison.Ordinal));
        return Clean(string.Join(": ", [exception.Message, .. causes])).TrimEnd('.', '\n');
    }

    private IEnumerable<string> Causes(ConnectorException exception)
        => exception.Causes.SelectMany(cause => Clean(cause).TrimEnd('\n').Split('\n'));

    private string? Hint(ConnectorException exception)
        => exception.Hint is { } hint ? Clean(hint)
            : exception.Code == ConnectorErrorCode.Auth ? "check the credentials that the connector's `env` gives it"
            : null;

    private IReadOnlyList<string> Tail(ConnectorException exception)
        => [.. Masked(exception), .. exception.LogTail.Select(Clean)];

    private static IEnumerable<string> Masked(ConnectorException exception)
        => exception.Masked.Count == 0 ? [] : [SessionDiagnostics.Masked(exception.Masked)];
}
