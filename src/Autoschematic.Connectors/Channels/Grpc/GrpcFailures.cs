using System.Net.Sockets;
using Autoschematic.Connectors.Adapters;
using Autoschematic.Model.Connectors;
using Autoschematic.Protocol;
using Grpc.Core;

namespace Autoschematic.Connectors.Channels.Grpc;

/// <summary>What a gRPC status means for a call.</summary>
internal static class GrpcFailures
{
    public static ConnectorException FromStatus(string connector, ChannelCall call, RpcException error)
    {
        if (ErrorAdapter.DetailOf(error) is { } detail)
        {
            return FromDetail(connector, call, detail, $"status {error.StatusCode}", error);
        }

        // Only the client has an exception of its own behind a status: the answer did not come, or cannot be read.
        var ours = error.Status.DebugException;
        return error.StatusCode switch
        {
            StatusCode.DeadlineExceeded => ChannelFailures.DeadlinePassed(connector, call, error),
            StatusCode.Unimplemented => new(
                ConnectorFailure.Unimplemented,
                connector,
                call.Method,
                $"Connector `{connector}` does not implement `{call.Method}`",
                error),
            StatusCode.Cancelled => ChannelFailures.ConnectionBroke(connector, call.Method, "the call was cancelled", error),
            _ when ours is not null && WasRefused(ours) => ChannelFailures.NoConnection(
                connector, call.Method, $"connector `{connector}` does not listen any more", error),
            _ when ours is not null => ChannelFailures.ConnectionBroke(connector, call.Method, Innermost(ours).Message, error),
            _ => new(ConnectorFailure.Answered, connector, call.Method, Words(error.Status.Detail, $"status {error.StatusCode}"), error)
            {
                Code = error.StatusCode == StatusCode.Unavailable
                    ? ConnectorErrorCode.Unavailable
                    : ConnectorErrorCode.Unspecified,
            },
        };
    }

    /// <summary>The connector's own error.</summary>
    /// <param name="place">Where it came from, which is all there is to say when it has no message.</param>
    public static ConnectorException FromDetail(
        string connector, ChannelCall call, ErrorDetail detail, string place, Exception? error = null)
        => new(ConnectorFailure.Answered, connector, call.Method, Words(detail.Message, place), error)
        {
            Causes = [.. detail.Causes],
            Code = ErrorAdapter.CodeOf(detail),
            Position = detail.Span?.Start is { } start ? Wire.Position(start) : null,
            RetryAfter = detail.RetryAfterMs == 0
                ? null
                : TimeSpan.FromMilliseconds(Math.Min(detail.RetryAfterMs, int.MaxValue)),
        };

    public static ConnectorException NoResult(string connector, ChannelCall call)
        => new(ConnectorFailure.Answered, connector, call.Method, $"Connector `{connector}` answered `{call.Method}` without a result");

    // Nobody listens, or the socket's file is gone; a connection that was reset may have carried the request.
    private static bool WasRefused(Exception error)
        => error is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable }
            || (error.InnerException is { } inner && WasRefused(inner));

    private static string Words(string message, string place)
        => string.IsNullOrWhiteSpace(message) ? $"it failed without a message ({place})" : message;

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
