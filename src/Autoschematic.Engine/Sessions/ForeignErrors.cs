using Autoschematic.Model.Connectors;
using Autoschematic.Model.Environments;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>Turns failed calls into diagnostics: the one place where text of connectors is cleaned and redacted.</summary>
internal sealed class ForeignErrors(Redactor redactor)
{
    public string Clean(string text) => redactor.Redact(ForeignText.Clean(text));

    public Diagnostic StartFailed(string connector, string prefix, ConnectorException exception)
        => SessionDiagnostics.StartFailed(
            connector, prefix, Clean(exception.Message).TrimEnd('.', '\n'), Hint(exception), [.. Causes(exception), .. Tail(exception)]);

    public Diagnostic InitFailed(string connector, string prefix, ConnectorException exception, IReadOnlyList<string> denied)
        => SessionDiagnostics.InitFailed(
            connector, prefix, Reason(exception), EnvironmentHints.ForFailedInit(denied) ?? Hint(exception), Tail(exception));

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

    private IReadOnlyList<string> Tail(ConnectorException exception) => [.. exception.LogTail.Select(Clean)];
}
