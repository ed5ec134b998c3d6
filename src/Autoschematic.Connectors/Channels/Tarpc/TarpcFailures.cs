using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>Failures that only this wire knows.</summary>
internal static class TarpcFailures
{
    // Kinds of a server's refusal, as tarpc numbers them.
    private const uint WouldBlock = 10;
    private const uint TimedOut = 13;

    public static ConnectorException Answered(string connector, ChannelCall call, string message)
        => new(ConnectorFailure.Answered, connector, call.Method, message);

    /// <summary>The server, not the connector's method, answered: whether the method ran is known only when it was busy.</summary>
    public static ConnectorException Refused(string connector, ChannelCall call, uint kind, string detail)
        => kind switch
        {
            WouldBlock => new(ConnectorFailure.Answered, connector, call.Method, $"Connector `{connector}` is busy: {detail}")
            {
                Code = ConnectorErrorCode.Unavailable,
            },
            TimedOut => ChannelFailures.DeadlinePassed(connector, call with { Deadline = null }, null),
            _ => ChannelFailures.ConnectionBroke(connector, call.Method, $"{detail} (kind {kind})", null),
        };

    public static ConnectorException Malformed(string connector, ChannelCall call, TarpcFormatException error)
        => new(
            ConnectorFailure.Transport,
            connector,
            call.Method,
            $"Connector `{connector}` answered `{call.Method}` with a reply that is not what the protocol says: {error.Message}",
            error)
        {
            Hint = "the connector was probably built for another version of the protocol",
        };
}
