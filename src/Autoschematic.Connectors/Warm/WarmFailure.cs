using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Text;

namespace Autoschematic.Connectors.Warm;

/// <summary>A <see cref="ConnectorException"/> as it travels, with everything that a message about it is made of.</summary>
internal sealed record WarmFailure(
    ConnectorFailure Failure,
    string Connector,
    string Method,
    string Message,
    IReadOnlyList<string> Causes,
    string? Hint,
    IReadOnlyList<string> LogTail,
    ConnectorErrorCode Code,
    int? Line,
    int? Column,
    double? RetryAfterSeconds,
    IReadOnlyList<string> Masked,
    bool IsMisconfigured)
{
    public static WarmFailure Of(ConnectorException error)
        => new(
            error.Failure,
            error.Connector,
            error.Method,
            error.Message,
            error.Causes,
            error.Hint,
            error.LogTail,
            error.Code,
            error.Position?.Line,
            error.Position?.Column,
            error.RetryAfter?.TotalSeconds,
            error.Masked,
            error.IsMisconfigured);

    public ConnectorException ToException()
        => new(Failure, Connector, Method, Message)
        {
            Causes = Causes,
            Hint = Hint,
            LogTail = LogTail,
            Code = Code,
            Position = Line is { } line && Column is { } column ? new TextPosition(line, column) : null,
            RetryAfter = RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Masked = Masked,
            IsMisconfigured = IsMisconfigured,
        };
}
