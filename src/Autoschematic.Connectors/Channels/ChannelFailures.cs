using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Channels;

/// <summary>Failures that both wires report in the same words.</summary>
internal static class ChannelFailures
{
    public static ConnectorException RequestTooLarge(string connector, ChannelCall call, long size)
        => new(
            ConnectorFailure.NotSent,
            connector,
            call.Method,
            $"`{call.Method}` for `{call.Subject}` was not sent: the request has {size} bytes and connector `{connector}` takes {call.MaxRequestBytes}")
        {
            Hint = "make the file smaller, or let the connector declare a larger `max_message_bytes`",
        };

    public static ConnectorException ConnectionBroke(string connector, string method, string detail, Exception? inner)
        => new(
            ConnectorFailure.Transport,
            connector,
            method,
            $"The connection to connector `{connector}` broke during `{method}`: {detail}",
            inner);

    /// <summary>Nothing was sent, since there was no connection any more.</summary>
    public static ConnectorException NoConnection(string connector, string method, string detail, Exception inner)
        => new(ConnectorFailure.NotSent, connector, method, $"`{method}` was not sent: {detail}", inner);

    /// <summary>Whether a call failed for want of a connection, so that another process can still answer it.</summary>
    public static bool HadNoConnection(ConnectorException error)
        => error is { Failure: ConnectorFailure.NotSent, InnerException: not null };

    public static ConnectorException DeadlinePassed(string connector, ChannelCall call, Exception? inner)
        => new(
            ConnectorFailure.Deadline,
            connector,
            call.Method,
            call.Deadline is { } limit
                ? $"Connector `{connector}` did not answer `{call.Method}` within {limit.TotalSeconds:0.#} s"
                : $"Connector `{connector}` ended `{call.Method}` at a deadline of its own",
            inner);
}
